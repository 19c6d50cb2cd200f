import type { KnownBlock, ModalView } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { type Choice, selectMenu } from '#block-kit/choices.ts';
import { context } from '#block-kit/layout.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { count } from '#domain/figures.ts';
import type { PlatformAction, SeenEvent } from '#ports/event-catalogue.ts';
import { fieldId } from './fields/form-state.ts';
import { FIND_EVENT, TAKE_EVENT } from './ids.ts';
import { filterNotation } from './notation/conditions.ts';
import { viewButton } from './view-button.ts';

/** Blocks that the search puts on top of a form. */
const FIND_BLOCK = 'find_event';
const FIGURES_BLOCK = 'event_figures';
/** Entries of one menu; Slack takes 100. */
const EVENTS = 70;
const ACTIONS = 30;
/** Characters of a value, with room for the field that it is for. */
const LONGEST = 120;

/** What the search offers: the buttons that begin it, or what was found for a field. */
export type EventSearch =
  | { readonly kind: 'buttons' }
  | {
      readonly kind: 'found';
      readonly field: string;
      readonly choices: readonly Choice[];
      readonly said: string;
    };

/** A form of a metric with the search for events on top. A form without an event stays as it is. */
export function withEventSearch(view: ModalView, search: EventSearch): ModalView {
  const fields = eventFields(view.blocks);
  if (fields.length === 0) return view;
  const others = view.blocks.filter(
    ({ block_id: id = '' }) => !id.startsWith(FIND_BLOCK) && id !== FIGURES_BLOCK,
  );
  return { ...view, blocks: [...searchBlocks(search, fields), ...others] };
}

function searchBlocks(search: EventSearch, fields: readonly string[]): readonly KnownBlock[] {
  const label = (field: string) =>
    field === 'event' ? 'Choose among seen events' : `Choose the event of the ${field.split('_')[0]}`;
  const buttons = fields.map((field) =>
    actions(
      [viewButton({ label: label(field), actionId: FIND_EVENT, value: field })],
      `${FIND_BLOCK}_${field}_`,
    ),
  );
  if (search.kind === 'buttons') return buttons;
  const said = context([search.said], FIGURES_BLOCK);
  if (search.choices.length === 0) return [...buttons, said];
  const menu = selectMenu({ actionId: TAKE_EVENT, placeholder: 'Type to search', choices: search.choices });
  return [...buttons, actions([menu], FIND_BLOCK), said];
}

/** Block ids of the inputs for events, without the number that an update gives them. */
export function eventFields(blocks: readonly { readonly block_id?: string }[]): readonly string[] {
  return blocks.flatMap(({ block_id: id = '' }) => {
    const field = fieldId(id);
    return field.endsWith('event') && !field.startsWith(FIND_BLOCK) ? [field] : [];
  });
}

/** What was seen, most frequent first, to choose from for this field: events, then actions that can be counted exactly. */
export function eventChoices(
  field: string,
  seen: readonly SeenEvent[],
  platformActions: readonly PlatformAction[],
): readonly Choice[] {
  const events = seen
    .filter(({ event }) => event.length <= LONGEST)
    .slice(0, EVENTS)
    .map((one) => ({
      ...{ value: `${field}:e:${one.event}`, label: one.event },
      description: `${count(one.count)} events, ${count(one.units)} units in 30 days`,
    }));
  const known = platformActions
    .filter(({ measure }) => measure.kind === 'ok')
    .slice(0, ACTIONS)
    .map(({ id, name }) => ({ value: `${field}:a:${id}`, label: `Action: ${name}` }));
  return [...events, ...known];
}

/** What was chosen: the event, and for an action its filters, as the fields hold them. */
export interface ChosenEvent {
  readonly field: string;
  readonly event: string;
  /** Filters, as the file has them; null leaves those of the form. */
  readonly where: readonly unknown[] | null;
}

/** Reads the value of a choice; null if the platform has no such action any more. */
export function chosenEvent(value: string, platformActions: readonly PlatformAction[]): ChosenEvent | null {
  const [field = '', kind, ...rest] = value.split(':');
  if (kind === 'e') return { field, event: rest.join(':'), where: null };
  const found = platformActions.find(({ id }) => id === Number(rest[0]));
  if (found === undefined || found.measure.kind === 'refused') return null;
  const { event, where = [] } = found.measure.value;
  return { field, event, where };
}

/** The form with the chosen event in its field. A new block id makes Slack show it in place of what was typed. */
export function withEventIn(view: ModalView, { field, event, where }: ChosenEvent): ModalView {
  const whereField = field.replace(/event$/, 'where');
  const filters = where === null ? null : where.map(filterNotation.write).join('\n');
  return {
    ...view,
    blocks: view.blocks.map((block) => {
      if (block.type !== 'input' || !('element' in block) || block.element.type !== 'plain_text_input')
        return block;
      const id = fieldId(block.block_id ?? '');
      const text = id === field ? event : id === whereField ? filters : null;
      if (text === null) return block;
      const { initial_value: _old, ...element } = block.element;
      const filled = text === '' ? element : { ...element, initial_value: text };
      return { ...block, block_id: nextId(block.block_id ?? ''), element: filled };
    }),
  };
}

function nextId(block: string): string {
  return `${fieldId(block)}~${Number(/~(\d+)$/.exec(block)?.[1] ?? 0) + 1}`;
}

/** What is known of an event, in a line of mrkdwn. */
export function seenWords(event: string, seen: readonly SeenEvent[]): string {
  const found = seen.find((one) => one.event === event);
  return found === undefined
    ? `\`${escapeMrkdwn(event)}\` did not come in the last 30 days.`
    : `*${escapeMrkdwn(event)}* came ${count(found.count)} times from ${count(found.units)} units in the last 30 days.`;
}
