import { type Fields, fieldsIn, isFields, textOf } from './fields.ts';
import type { ViewValues } from './state.ts';

/** For every kind of element with a value: the field with the value, and the field with the initial value. */
const valueKeys: Readonly<
  Record<string, { readonly key: string; readonly initial: string; readonly empty: unknown }>
> = {
  plain_text_input: { key: 'value', initial: 'initial_value', empty: null },
  number_input: { key: 'value', initial: 'initial_value', empty: null },
  email_text_input: { key: 'value', initial: 'initial_value', empty: null },
  url_text_input: { key: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', empty: null },
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', empty: null },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  checkboxes: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { key: 'files', initial: 'files', empty: [] },
};

/** The field that holds an element's value in `state.values`; nothing for buttons and overflow menus. */
export function valueKeyOf(element: Fields): string | undefined {
  return valueKeys[textOf(element['type']) ?? '']?.key;
}

/** Every interactive element of a block, wherever it stands. */
export function elementsOf(block: Fields): readonly Fields[] {
  return [
    ...fieldsIn(block['elements']),
    ...(isFields(block['element']) ? [block['element']] : []),
    ...(isFields(block['accessory']) ? [block['accessory']] : []),
    ...fieldsIn(block['child_blocks']).flatMap(elementsOf),
  ].filter((element) => textOf(element['action_id']) !== undefined);
}

/** `state.values` before a person has touched anything: initial values, else null or an empty list. */
export function initialValues(blocks: readonly Fields[]): ViewValues {
  const entries = blocks.flatMap((block) => {
    if (block['child_blocks'] !== undefined)
      return Object.entries(initialValues(fieldsIn(block['child_blocks'])));
    const values = elementsOf(block).flatMap((element) => initialValue(element));
    return values.length === 0
      ? []
      : [[textOf(block['block_id']) ?? '', Object.fromEntries(values)] as const];
  });
  return Object.fromEntries(entries);
}

function initialValue(element: Fields): readonly (readonly [string, Fields])[] {
  const type = textOf(element['type']) ?? '';
  const kind = valueKeys[type];
  if (kind === undefined) return [];
  const value = element[kind.initial] ?? kind.empty;
  return [[textOf(element['action_id']) ?? '', { type, [kind.key]: value }]];
}
