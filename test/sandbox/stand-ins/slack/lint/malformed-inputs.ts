import { long, type MalformedBlock, many, mrkdwn, plain } from './malformed-layout.ts';

const input = (element: unknown, more: object = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
const text = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'value', ...more });
const number = (more: object = {}) => ({ type: 'number_input', is_decimal_allowed: false, ...more });
const option = (value = 'a', label = 'Apple') => ({ text: plain(label), value });
const menu = (more: object = {}) => ({ type: 'static_select', options: [option()], ...more });

/** Malformed inputs, each refused in a modal for its own reason. */
export const malformedInputs: readonly MalformedBlock[] = [
  ['an input without a label', { type: 'input', element: text() }, 'input.label:missing', '/label'],
  ['an input without an element', { type: 'input', label: plain() }, 'input.element:missing', '/element'],
  [
    'an input label in mrkdwn',
    input(text(), { label: mrkdwn() }),
    'input.label.type:not-allowed',
    '/label/type',
  ],
  [
    'an input label over 2,000',
    input(text(), { label: plain(long(2_001)) }),
    'input.label:too-long',
    '/label/text',
  ],
  [
    'an input hint over 2,000',
    input(text(), { hint: plain(long(2_001)) }),
    'input.hint:too-long',
    '/hint/text',
  ],
  [
    'a button as input',
    input({ type: 'button', text: plain() }),
    'input.element:unsupported-type',
    '/element/type',
  ],
  ['optional that is a word', input(text(), { optional: 'true' }), 'input.optional:not-boolean', '/optional'],
  [
    'a placeholder over 150',
    input(text({ placeholder: plain(long(151)) })),
    'plain_text_input.placeholder:too-long',
    '/element/placeholder/text',
  ],
  [
    'a minimum length over the maximum',
    input(text({ min_length: 9, max_length: 5 })),
    'plain_text_input:min_length-over-max_length',
    '/element',
  ],
  [
    'a maximum length over 3,000',
    input(text({ max_length: 3_001 })),
    'plain_text_input.max_length:out-of-range',
    '/element/max_length',
  ],
  [
    'a length that is no whole number',
    input(text({ max_length: 2.5 })),
    'plain_text_input.max_length:not-whole',
    '/element/max_length',
  ],
  [
    'an initial text over 3,000',
    input(text({ initial_value: long(3_001) })),
    'plain_text_input.initial_value:too-long',
    '/element/initial_value',
  ],
  [
    'a number without decimals said',
    input({ type: 'number_input' }),
    'number_input.is_decimal_allowed:missing',
    '/element/is_decimal_allowed',
  ],
  [
    'a minimum that is a number',
    input(number({ min_value: 1 })),
    'number_input.min_value:not-text',
    '/element/min_value',
  ],
  [
    'a maximum that is a word',
    input(number({ max_value: 'ten' })),
    'number_input.max_value:malformed',
    '/element/max_value',
  ],
  [
    'a minimum over the maximum',
    input(number({ min_value: '9', max_value: '5' })),
    'number_input:min_value-over-max_value',
    '/element',
  ],
  [
    'an initial number under the minimum',
    input(number({ min_value: '9', initial_value: '5' })),
    'number_input:min_value-over-initial_value',
    '/element',
  ],
  [
    'a decimal where none is allowed',
    input(number({ initial_value: '0.5' })),
    'number_input:decimal-not-allowed',
    '/element',
  ],
  [
    'a menu without options',
    input({ type: 'static_select' }),
    'static_select:options-or-option_groups-missing',
    '/element',
  ],
  [
    'a menu with options and groups',
    input(menu({ option_groups: [{ label: plain(), options: [option()] }] })),
    'static_select:options-and-option_groups',
    '/element',
  ],
  [
    'a menu of 101',
    input(menu({ options: many(101, (i) => option(`${i}`)) })),
    'static_select.options:too-many',
    '/element/options',
  ],
  ['a menu of none', input(menu({ options: [] })), 'static_select.options:too-few', '/element/options'],
  [
    'an option label over 75',
    input(menu({ options: [option('a', long(76))] })),
    'option.text:too-long',
    '/element/options/0/text/text',
  ],
  [
    'an option value over 150',
    input(menu({ options: [option(long(151))] })),
    'option.value:too-long',
    '/element/options/0/value',
  ],
  [
    'an option without a value',
    input(menu({ options: [{ text: plain() }] })),
    'option.value:missing',
    '/element/options/0/value',
  ],
  [
    'an option in mrkdwn',
    input(menu({ options: [{ text: mrkdwn(), value: 'a' }] })),
    'option.text.type:not-allowed',
    '/element/options/0/text/type',
  ],
  [
    'an option description over 75',
    input(menu({ options: [{ ...option(), description: plain(long(76)) }] })),
    'option.description:too-long',
    '/element/options/0/description/text',
  ],
  [
    'an address on a menu option',
    input(menu({ options: [{ ...option(), url: 'https://a.b' }] })),
    'option:unknown-property',
    '/element/options/0',
  ],
  [
    'an initial option that is not offered',
    input(menu({ initial_option: option('z', 'Zucchini') })),
    'static_select:initial-not-among-options',
    '/element/initial_option',
  ],
  [
    'a group label over 75',
    input({ type: 'static_select', option_groups: [{ label: plain(long(76)), options: [option()] }] }),
    'option_group.label:too-long',
    '/element/option_groups/0/label/text',
  ],
  [
    'eleven radio buttons',
    input({ type: 'radio_buttons', options: many(11, (i) => option(`${i}`)) }),
    'radio_buttons.options:too-many',
    '/element/options',
  ],
  [
    'eleven checkboxes',
    input({ type: 'checkboxes', options: many(11, (i) => option(`${i}`)) }),
    'checkboxes.options:too-many',
    '/element/options',
  ],
  [
    'checkboxes ticked with nothing',
    input({ type: 'checkboxes', options: [option()], initial_options: [] }),
    'checkboxes.initial_options:too-few',
    '/element/initial_options',
  ],
  [
    'a day that is none',
    input({ type: 'datepicker', initial_date: '2026-13-01' }),
    'datepicker.initial_date:malformed',
    '/element/initial_date',
  ],
  [
    'a time that is none',
    input({ type: 'timepicker', initial_time: '24:00' }),
    'timepicker.initial_time:malformed',
    '/element/initial_time',
  ],
  [
    'a moment in milliseconds',
    input({ type: 'datetimepicker', initial_date_time: 1_788_000_000_000 }),
    'datetimepicker.initial_date_time:out-of-range',
    '/element/initial_date_time',
  ],
  [
    'none to be selected',
    input({ type: 'multi_users_select', max_selected_items: 0 }),
    'multi_users_select.max_selected_items:out-of-range',
    '/element/max_selected_items',
  ],
  [
    'a filter that filters nothing',
    input({ type: 'conversations_select', filter: {} }),
    'filter:empty',
    '/element/filter',
  ],
  [
    'eleven files',
    input({ type: 'file_input', max_files: 11 }),
    'file_input.max_files:out-of-range',
    '/element/max_files',
  ],
  ['an alert over 200', { type: 'alert', text: plain(long(201)) }, 'alert.text:too-long', '/text/text'],
  [
    'an alert level that does not exist',
    { type: 'alert', text: plain(), level: 'fatal' },
    'alert.level:not-allowed',
    '/level',
  ],
];
