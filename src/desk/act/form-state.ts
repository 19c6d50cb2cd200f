import type { ViewStateValue } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { numberProblem, type Posted, textProblem } from './field-problems.ts';
import { optionsOf } from './options.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a form holds, as Slack hands it over: by block id and action id. */
export type FormValues = Readonly<Record<string, Record<string, ViewStateValue>>>;

/** What was posted, read by the fields of the form that it belongs to. */
export interface FilledForm {
  readonly values: FormValues;
  /** By block id, what Slack itself would not let a person send. */
  readonly problems: Readonly<Record<string, string>>;
}

/** The name under which a page posts a field: a block holds one. */
export function fieldName(blockId: string): string {
  return `f.${blockId}`;
}

const MISSING = 'This field is needed.';
const FOREIGN = 'Choose one of the offered values.';
const ID = /^[A-Z][A-Z0-9]{2,30}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads what was posted into the values of a form. Like Slack's own client it refuses what is missing, too long, too short, out of
 * bounds, or no choice of the form, so that no handler meets what Slack would never send.
 */
export function readForm(view: Pick<ModalView, 'blocks'>, posted: Posted): FilledForm {
  const values: Record<string, Record<string, ViewStateValue>> = {};
  const problems: Record<string, string> = {};
  for (const block of view.blocks) {
    const { type, block_id: id = '', element, optional }: Fields & { block_id?: string } = Object(block);
    if (type !== 'input' || !isFields(element)) continue;
    const read = readElement(element, posted(fieldName(id)));
    values[id] = { [String(element['action_id'])]: { type: String(element['type']), ...read.value } };
    const problem = read.problem ?? (read.isEmpty && optional !== true ? MISSING : null);
    if (problem !== null) problems[id] = problem;
  }
  return { values, problems };
}

interface ReadElement {
  readonly value: Omit<ViewStateValue, 'type'>;
  readonly isEmpty: boolean;
  readonly problem: string | null;
}

function readElement(element: Fields, given: readonly string[]): ReadElement {
  const typed = (given[0] ?? '').replaceAll('\r\n', '\n');
  const chosen = given.filter((one) => one !== '');
  const one = (key: string, isFit: (text: string) => boolean): ReadElement => ({
    value: { [key]: typed === '' ? null : typed },
    isEmpty: typed === '',
    problem: typed === '' || isFit(typed) ? null : FOREIGN,
  });
  const several = (key: string): ReadElement => ({
    value: { [key]: chosen },
    isEmpty: chosen.length === 0,
    problem: chosen.every((id) => ID.test(id)) ? null : FOREIGN,
  });
  switch (element['type']) {
    case 'static_select':
    case 'radio_buttons': {
      const option = choicesOf(element).find(({ value }) => value === typed) ?? null;
      return {
        value: { selected_option: option },
        isEmpty: typed === '',
        problem: typed === '' || option !== null ? null : FOREIGN,
      };
    }
    case 'multi_static_select':
    case 'checkboxes': {
      const options = choicesOf(element).filter(({ value }) => chosen.includes(String(value)));
      return {
        value: { selected_options: options },
        isEmpty: options.length === 0,
        problem: options.length === new Set(chosen).size ? null : FOREIGN,
      };
    }
    case 'users_select':
      return one('selected_user', (id) => ID.test(id));
    case 'channels_select':
      return one('selected_channel', (id) => ID.test(id));
    case 'conversations_select':
      return one('selected_conversation', (id) => ID.test(id));
    case 'multi_users_select':
      return several('selected_users');
    case 'multi_channels_select':
      return several('selected_channels');
    case 'multi_conversations_select':
      return several('selected_conversations');
    case 'datepicker':
      return one('selected_date', (text) => DATE.test(text));
    case 'timepicker':
      return one('selected_time', (text) => TIME.test(text));
    case 'number_input':
      return { ...one('value', () => true), problem: numberProblem(element, typed) };
    default:
      return { ...one('value', () => true), problem: textProblem(element, typed) };
  }
}

/** Slack sends no choice without a value. */
function choicesOf(element: Fields) {
  return optionsOf(element).map((one) => ({ ...one, value: one.value ?? '' }));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
