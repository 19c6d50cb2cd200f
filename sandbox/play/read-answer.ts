import { type Fields, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { type Given, optionsOf } from '#sandbox/stand-ins/slack/people/chosen-value.ts';
import { optionLabel } from '#sandbox/terminal/inputs.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** A person who can be chosen in a form. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/**
 * What was typed at a field of a form, as the field takes it: choices by number or by words, people by name. Refuses
 * with a sentence. What only the bot can judge passes.
 */
export function readAnswer(element: Fields, typed: string, people: readonly Person[]): Result<Given, string> {
  const text = typed.trim();
  switch (element['type']) {
    case 'static_select':
    case 'radio_buttons':
      return oneOf(element, text);
    case 'multi_static_select':
    case 'checkboxes':
      return severalOf(element, text);
    case 'users_select':
      return personOf(text, people);
    default:
      return ok(text);
  }
}

function oneOf(element: Fields, text: string): Result<string, string> {
  const found = optionBy(element, text);
  return found === null ? refused(choose(element, 'a number')) : ok(found);
}

function severalOf(element: Fields, text: string): Result<readonly string[], string> {
  if (text === '-' || text.toLowerCase() === 'none') return ok([]);
  const whole = optionBy(element, text);
  if (whole !== null) return ok([whole]);
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const values = parts.map((part) => optionBy(element, part));
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return refused(choose(element, 'numbers'));
  return ok([...new Set(known)]);
}

function personOf(text: string, people: readonly Person[]): Result<string, string> {
  const name = text.replace(/^@/, '').toLowerCase();
  const found = people.find((person) => person.name === name || person.id === text);
  if (found !== undefined) return ok(found.id);
  return refused(`Type one of ${people.map((person) => `@${person.name}`).join(', ')}.`);
}

/** The value of the option of this number, value or label. */
function optionBy(element: Fields, text: string): string | null {
  const options = optionsOf(element);
  const wanted = text.toLowerCase();
  const found =
    (/^\d+$/.test(text) ? options[Number(text) - 1] : undefined) ??
    options.find((option) => option['value'] === text) ??
    options.find((option) => optionLabel(option).toLowerCase() === wanted);
  return found === undefined ? null : (textOf(found['value']) ?? null);
}

function choose(element: Fields, what: string): string {
  const { length } = optionsOf(element);
  return length === 1 ? 'Type 1.' : `Type ${what} from 1 to ${length}.`;
}

/** The grey words that Slack shows in an empty field. */
export function placeholderIn(element: Fields): string {
  return textOf(fieldsOf(element['placeholder'])['text']) ?? '';
}
