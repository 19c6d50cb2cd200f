import type { InputBlock, InputBlockElement, PlainTextOption } from '@slack/types';
import { optionsOf } from './options.ts';

/** `view.state.values`, as Slack sends it: by block and by action. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, HeldValue>>>>;

/** What an element of a form holds; an element has one of these fields beside its type. */
export interface HeldValue {
  readonly type: string;
  readonly value?: string | null;
  readonly selected_option?: ShownOption | null;
  readonly selected_options?: readonly ShownOption[];
  readonly selected_user?: string | null;
  readonly selected_users?: readonly string[];
  readonly selected_channel?: string | null;
  readonly selected_conversation?: string | null;
  readonly selected_conversations?: readonly string[];
}

type ShownOption = Pick<PlainTextOption, 'text' | 'value'>;

type Field =
  | 'value'
  | 'selected_option'
  | 'selected_options'
  | 'selected_user'
  | 'selected_users'
  | 'selected_channel'
  | 'selected_conversation'
  | 'selected_conversations';

/** The field that holds what was typed or chosen, by the type of the element. */
const FIELDS: Readonly<Record<string, Field>> = {
  plain_text_input: 'value',
  number_input: 'value',
  static_select: 'selected_option',
  radio_buttons: 'selected_option',
  multi_static_select: 'selected_options',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
};

/** The name of the field of an input in the form of a page. */
export function fieldName({ block_id: block, element }: InputBlock): string {
  return `${block ?? ''}.${actionOf(element)}`;
}

/** What stands in an element, as words or values of options: what the form holds, or else what it begins with. */
export function heldIn(block: InputBlock, values: FormValues): readonly string[] {
  const { element } = block;
  const held = values[block.block_id ?? '']?.[actionOf(element)];
  if (held === undefined) return initialOf(element);
  const field = FIELDS[element.type];
  return field === undefined ? [] : namesIn(held[field]);
}

/** What a submitted page holds, as Slack would send it. `given` answers what was sent in a field of a name. */
export function submittedValues(
  blocks: readonly { readonly type: string }[],
  given: (name: string) => readonly string[],
): FormValues {
  const inputs = blocks.filter((block): block is InputBlock => block.type === 'input');
  return Object.fromEntries(
    inputs.map((block) => [
      block.block_id ?? '',
      { [actionOf(block.element)]: heldAs(block.element, given(fieldName(block))) },
    ]),
  );
}

function heldAs(element: InputBlockElement, given: readonly string[]): HeldValue {
  const { type } = element;
  const sent = given.filter((one) => one !== '');
  const options = optionsOf(element).filter(({ value }) => sent.includes(value ?? ''));
  switch (FIELDS[type]) {
    case 'value':
      // A page sends line ends as two signs.
      return { type, value: sent[0]?.replaceAll('\r\n', '\n') ?? null };
    case 'selected_option':
      return { type, selected_option: options[0] ?? null };
    case 'selected_options':
      return { type, selected_options: options };
    case 'selected_user':
      return { type, selected_user: sent[0] ?? null };
    case 'selected_users':
      return { type, selected_users: sent };
    case 'selected_channel':
      return { type, selected_channel: sent[0] ?? null };
    case 'selected_conversation':
      return { type, selected_conversation: sent[0] ?? null };
    case 'selected_conversations':
      return { type, selected_conversations: sent };
    default:
      return { type };
  }
}

function initialOf(element: InputBlockElement): readonly string[] {
  const initial = Object.entries(element).filter(([name]) => name.startsWith('initial_'));
  return initial.flatMap(([, value]) => namesIn(value));
}

function namesIn(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object') return [String(value)];
  return 'value' in value ? namesIn(value.value) : [];
}

function actionOf(element: InputBlockElement): string {
  return ('action_id' in element ? element.action_id : undefined) ?? '';
}
