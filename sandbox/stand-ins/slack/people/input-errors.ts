import { type Fields, fieldsOf, numberOf } from '#sandbox/stand-ins/slack/fields.ts';
import { valueKeyOf } from '#sandbox/stand-ins/slack/initial-values.ts';
import { everyBlock } from '#sandbox/stand-ins/slack/lint/blocks.ts';
import type { SlackView, ViewValues } from '#sandbox/stand-ins/slack/state.ts';

/** What Slack's own client finds wrong with a filled-in modal before it sends anything; by block id. */
export function inputErrors(view: SlackView, values: ViewValues): Readonly<Record<string, string>> {
  const errors = everyBlock(view.blocks, '')
    .filter(({ block }) => block['type'] === 'input')
    .flatMap(({ block }) => {
      const element = fieldsOf(block['element']);
      const id = String(block['block_id']);
      const held = values[id]?.[String(element['action_id'])] ?? {};
      const error = errorOf(element, held[valueKeyOf(element) ?? ''], block['optional'] === true);
      return error === undefined ? [] : [[id, error] as const];
    });
  return Object.fromEntries(errors);
}

function errorOf(element: Fields, value: unknown, isOptional: boolean): string | undefined {
  const isEmpty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return isOptional ? undefined : 'Please complete this required field.';
  if (typeof value !== 'string') return undefined;
  return element['type'] === 'number_input' ? numberError(element, value) : lengthError(element, value);
}

function numberError(element: Fields, value: string): string | undefined {
  const number = numberOf(value);
  if (number === undefined) return 'Please enter a number.';
  if (element['is_decimal_allowed'] === false && !Number.isInteger(number))
    return 'Please enter a whole number.';
  const [min, max] = [numberOf(element['min_value']), numberOf(element['max_value'])];
  if (min !== undefined && number < min) return `Please enter a number of at least ${min}.`;
  return max !== undefined && number > max ? `Please enter a number of at most ${max}.` : undefined;
}

function lengthError(element: Fields, value: string): string | undefined {
  const [min, max] = [numberOf(element['min_length']), numberOf(element['max_length'])];
  if (min !== undefined && value.length < min) return `Please enter at least ${min} characters.`;
  return max !== undefined && value.length > max ? `Please enter at most ${max} characters.` : undefined;
}
