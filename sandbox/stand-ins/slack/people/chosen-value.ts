import { type Fields, fieldsIn, fieldsOf, isFields, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { valueKeyOf } from '#sandbox/stand-ins/slack/initial-values.ts';

/** What a tester gives for an element: words, a number, a choice by value or label, several, or nothing. */
export type Given = string | number | boolean | Fields | null | readonly (string | Fields)[];

/** The value as Slack sends it, such as `{ type, selected_option: {…} }`. */
export function chosenValue(element: Fields, given: Given): Fields {
  const type = textOf(element['type']) ?? '';
  if (type === 'feedback_buttons') return { type, ...thumbOf(element, given) };
  const key = type === 'overflow' ? 'selected_option' : valueKeyOf(element);
  if (key === undefined) throw new Error(`a ${type} has no value to choose`);
  return { type, [key]: valueFor(element, key, given) };
}

/** The thumb of this value or label, as Slack sends it. */
function thumbOf(element: Fields, given: Given): Fields {
  const thumbs = [fieldsOf(element['positive_button']), fieldsOf(element['negative_button'])];
  const found = thumbs.find(({ value, text }) => value === given || fieldsOf(text)['text'] === given);
  if (found === undefined) throw new Error(`no thumb says ${String(given)}`);
  return { value: found['value'], text: found['text'] };
}

/** The options of a menu, in groups or not. */
export function optionsOf(element: Fields): readonly Fields[] {
  return [
    ...fieldsIn(element['options']),
    ...fieldsIn(element['option_groups']).flatMap((group) => fieldsIn(group['options'])),
  ];
}

function valueFor(element: Fields, key: string, given: Given): unknown {
  if (key === 'selected_options') return listFor(given).map((one) => optionFor(element, one));
  if (key.endsWith('s') && key !== 'files') return listFor(given);
  if (given === null) return null;
  if (key === 'selected_option') return optionFor(element, Array.isArray(given) ? '' : given);
  if (key === 'selected_date_time') return Number(given);
  return isFields(given) ? given : String(given);
}

function listFor(given: Given): readonly (string | Fields)[] {
  if (given === null) return [];
  if (Array.isArray(given)) return given;
  return isFields(given) ? [given] : [String(given)];
}

function optionFor(element: Fields, given: unknown): Fields {
  if (isFields(given)) return given;
  const wanted = String(given);
  const options = optionsOf(element);
  const found =
    options.find((one) => one['value'] === wanted) ??
    options.find((one) => fieldsOf(one['text'])['text'] === wanted);
  if (found === undefined)
    throw new Error(`no option ${wanted} among ${options.map((one) => one['value']).join(', ')}`);
  return found;
}
