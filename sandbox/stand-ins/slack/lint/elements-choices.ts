import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsIn, fieldsOf, isFields } from '#sandbox/stand-ins/slack/fields.ts';
import { flag, identifier, list, number, pattern, shape } from './checks.ts';
import { limits } from './limits.ts';
import { confirmDialog, option, plain } from './objects.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';

const choices = { options: list(option('choice'), { max: limits.choice.options }) };
const common = { action_id: identifier, confirm: confirmDialog, focus_on_load: flag };

/** Up to ten boxes to tick. */
export const checkboxes: Check = shape({
  required: choices,
  optional: { ...common, initial_options: list(option('choice')) },
  also: initialAmongOptions,
});

/** Up to ten round buttons. */
export const radioButtons: Check = shape({
  required: choices,
  optional: { ...common, initial_option: option('choice') },
  also: initialAmongOptions,
});

/** A day. */
export const datepicker: Check = shape({
  optional: {
    ...common,
    placeholder: plain(limits.select.placeholder),
    initial_date: pattern(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u, 'a date as YYYY-MM-DD'),
  },
});

/** A time of day. */
export const timepicker: Check = shape({
  optional: {
    ...common,
    placeholder: plain(limits.select.placeholder),
    initial_time: pattern(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'a time as HH:mm'),
    timezone: pattern(/^[A-Za-z_]+(?:\/[A-Za-z_+\-0-9]+)*$/u, 'an IANA time zone'),
  },
});

/** A moment, in seconds since 1970 written with ten digits. */
export const datetimepicker: Check = shape({
  optional: { ...common, initial_date_time: number({ min: 1_000_000_000, max: 9_999_999_999 }) },
});

/** What is chosen beforehand must be among the options, word for word. */
export function initialAmongOptions(fields: Fields, place: Place): readonly Problem[] {
  const groups = fieldsIn(fields['option_groups']);
  const offered = [...fieldsIn(fields['options']), ...groups.flatMap((group) => fieldsIn(group['options']))];
  const isOffered = (chosen: Fields) =>
    offered.some((one) => isDeepStrictEqual(essence(one), essence(chosen)));
  const one = fields['initial_option'];
  const several = fieldsIn(fields['initial_options']);
  return [
    ...(isFields(one) && !isOffered(one) ? foreign(inside(place, 'initial_option')) : []),
    ...several.flatMap((chosen, index) =>
      isOffered(chosen) ? [] : foreign(inside(inside(place, 'initial_options'), index)),
    ),
  ];
}

function foreign(place: Place): readonly Problem[] {
  return problem(place, 'initial-not-among-options', 'must exactly match one of the options');
}

function essence(one: Fields): unknown {
  return [one['value'], fieldsOf(one['text'])['text'], fieldsOf(one['description'])['text']];
}
