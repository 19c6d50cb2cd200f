import { type Fields, fieldsIn, fieldsOf, listOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { initialValues, valueKeyOf } from '#sandbox/stand-ins/slack/initial-values.ts';
import { optionsOf } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import type { ViewValues } from '#sandbox/stand-ins/slack/state.ts';
import { type Line, line, span } from './line.ts';
import type { Room } from './look.ts';
import type { Names } from './mrkdwn.ts';
import { wrapLines } from './wrap.ts';

/** What an option is called. */
export function optionLabel(option: Fields): string {
  return textOf(fieldsOf(option['text'])['text']) ?? textOf(option['value']) ?? '';
}

/** What is filled in at an element, in words; empty if nothing is. */
export function shownValue(element: Fields, held: Fields, names: Names): string {
  const value = held[valueKeyOf(element) ?? ''];
  const type = String(element['type']);
  const person = (id: unknown) => `@${names.user(String(id))}`;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    if (type.includes('users')) return value.map(person).join(', ');
    const labels = fieldsIn(value).map(optionLabel);
    return (labels.length > 0 ? labels : listOf(value).map(String)).join(', ');
  }
  if (type === 'users_select') return person(value);
  if (type === 'channels_select' || type === 'conversations_select')
    return `#${names.channel(String(value))}`;
  return typeof value === 'object' ? optionLabel(fieldsOf(value)) : String(value);
}

/** What is filled in at a field of a form; `values` as Slack keeps them. */
export function heldAt(block: Fields, element: Fields, values: ViewValues): Fields {
  return values[String(block['block_id'])]?.[String(element['action_id'])] ?? {};
}

/** A field of a form: its label and what is in it; its initial value if it was not filled in. */
export function inputLines(
  block: Fields,
  room: Room,
  values: ViewValues = initialValues([block]),
): readonly Line[] {
  const element = fieldsOf(block['element']);
  const value = shownValue(element, heldAt(block, element, values), room.names);
  const label = textOf(fieldsOf(block['label'])['text']) ?? '';
  const optional = block['optional'] === true ? [span(' (optional)', 'dim')] : [];
  const rows = value === '' ? [line('–', 'dim')] : value.split('\n').map((row) => line(row));
  return [
    [span(label, 'bold'), ...optional],
    ...wrapLines(rows, room.width - 2).map((row) => [span('  '), ...row]),
  ];
}

/** The choices of a menu with what they mean, numbered from 1. */
export function choiceLines(element: Fields, width: number): readonly Line[] {
  const options = optionsOf(element);
  const digits = String(options.length).length;
  return wrapLines(
    options.map((option, index) => {
      const description = textOf(fieldsOf(option['description'])['text']);
      return [
        span(`  ${String(index + 1).padStart(digits)}. `, 'dim'),
        span(optionLabel(option)),
        ...(description === undefined ? [] : [span(`: ${description}`, 'dim')]),
      ];
    }),
    width,
  );
}
