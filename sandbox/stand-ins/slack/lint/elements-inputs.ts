import { type Fields, numberOf } from '#sandbox/stand-ins/slack/fields.ts';
import { address, flag, identifier, list, number, pattern, shape, string } from './checks.ts';
import { checkboxes, datepicker, datetimepicker, radioButtons, timepicker } from './elements-choices.ts';
import { menus, multiMenus } from './elements-menus.ts';
import { limits } from './limits.ts';
import { dispatchConfig, plain } from './objects.ts';
import { type Check, type Place, type Problem, problem } from './problem.ts';
import { richTextInput } from './rich-text-input.ts';

const typed = {
  action_id: identifier,
  focus_on_load: flag,
  placeholder: plain(limits.select.placeholder),
  dispatch_action_config: dispatchConfig,
};
const numeric = pattern(/^-?\d+(?:\.\d+)?$/u, 'a number written as text');

const plainTextInput: Check = shape({
  optional: {
    ...typed,
    initial_value: string({ min: 0, max: limits.textInput.length }),
    multiline: flag,
    min_length: number({ min: 0, max: limits.textInput.length }),
    max_length: number({ min: 1, max: limits.textInput.length }),
  },
  also: (fields, place) => ordered(fields, 'min_length', 'max_length', place),
});

const numberInput: Check = shape({
  required: { is_decimal_allowed: flag },
  optional: { ...typed, initial_value: numeric, min_value: numeric, max_value: numeric },
  also: (fields, place) => [
    ...ordered(fields, 'min_value', 'max_value', place),
    ...ordered(fields, 'min_value', 'initial_value', place),
    ...ordered(fields, 'initial_value', 'max_value', place),
    ...wholeUnlessDecimal(fields, place),
  ],
});

const fileInput: Check = shape({
  optional: { action_id: identifier, filetypes: list(string()), max_files: number({ min: 1, max: 10 }) },
});

/** Elements that fit any input block, on any surface. */
export const inputElements: Readonly<Record<string, Check>> = {
  plain_text_input: plainTextInput,
  number_input: numberInput,
  email_text_input: shape({ optional: { ...typed, initial_value: string({ min: 0 }) } }),
  url_text_input: shape({ optional: { ...typed, initial_value: address } }),
  rich_text_input: richTextInput,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker,
  timepicker,
  datetimepicker,
  file_input: modalOnly(fileInput),
  ...menus,
  ...multiMenus,
};

function modalOnly(check: Check): Check {
  return (value, place) =>
    place.surface === 'modal' ? check(value, place) : problem(place, 'outside-modal', 'is for modals only');
}

function ordered(fields: Fields, low: string, high: string, place: Place): readonly Problem[] {
  const [from, to] = [numberOf(fields[low]), numberOf(fields[high])];
  return from !== undefined && to !== undefined && from > to
    ? problem(place, `${low}-over-${high}`, `${low} must not be greater than ${high}`)
    : [];
}

function wholeUnlessDecimal(fields: Fields, place: Place): readonly Problem[] {
  const written = [fields['initial_value'], fields['min_value'], fields['max_value']];
  const broken = written.some((value) => typeof value === 'string' && value.includes('.'));
  return fields['is_decimal_allowed'] === false && broken
    ? problem(place, 'decimal-not-allowed', 'decimals are not allowed here')
    : [];
}
