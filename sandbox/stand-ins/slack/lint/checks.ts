import { type Fields, isFields } from '#sandbox/stand-ins/slack/fields.ts';
import { limits } from './limits.ts';
import { type Check, inside, type Place, type Problem, problem } from './problem.ts';

/** Bounds of a length or a count, both ends included. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** Text of 1 to `max` characters (or of `min`, if it is 0). */
export function string({ min = 1, max = Number.POSITIVE_INFINITY }: Bounds = {}): Check {
  return (value, place) => {
    if (typeof value !== 'string') return problem(place, 'not-text', 'must be a string');
    if (value.length < min) return problem(place, 'empty', `must be more than ${min - 1} characters`);
    if (value.length > max) return problem(place, 'too-long', `must be less than ${max + 1} characters`);
    return [];
  };
}

/** Text of a certain form. */
export function pattern(form: RegExp, meaning: string, max?: number): Check {
  return (value, place) => {
    const problems = string(max === undefined ? {} : { max })(value, place);
    if (problems.length > 0) return problems;
    return typeof value === 'string' && form.test(value)
      ? []
      : problem(place, 'malformed', `must be ${meaning}`);
  };
}

/** An address that starts with http:// or https://, of at most 3,000 characters. */
export const address: Check = pattern(/^(?:https?:\/\/|mailto:)\S+$/u, 'a valid URL', limits.url);

/** An identifier of at most 255 characters. */
export const identifier: Check = string({ max: limits.id });

/** True or false. */
export const flag: Check = (value, place) =>
  typeof value === 'boolean' ? [] : problem(place, 'not-boolean', 'must be a boolean');

/** A number within bounds, whole unless told otherwise. */
export function number(
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Bounds,
  whole = true,
): Check {
  return (value, place) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return problem(place, 'not-number', 'must be a number');
    if (whole && !Number.isInteger(value)) return problem(place, 'not-whole', 'must be an integer');
    if (value < min || value > max) return problem(place, 'out-of-range', `must be from ${min} to ${max}`);
    return [];
  };
}

/** One of a few words. */
export function oneOf(...words: readonly string[]): Check {
  return (value, place) =>
    typeof value === 'string' && words.includes(value)
      ? []
      : problem(place, 'not-allowed', `must be one of ${words.join(', ')}`);
}

/** A list of `min` (1) to `max` things, each of which passes. */
export function list(check: Check, { min = 1, max = Number.POSITIVE_INFINITY }: Bounds = {}): Check {
  return (value, place) => {
    if (!Array.isArray(value)) return problem(place, 'not-list', 'must be an array');
    if (value.length < min) return problem(place, 'too-few', `must have at least ${min} items`);
    if (value.length > max) return problem(place, 'too-many', `no more than ${max} items allowed`);
    return value.flatMap((item, index) => check(item, inside(place, index)));
  };
}

const anything: Check = () => [];

/** What an object may hold: properties it must have, and others it may have. */
export interface Shape {
  readonly name?: string;
  readonly required?: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
  readonly also?: (fields: Fields, place: Place) => readonly Problem[];
}

/** An object that holds what it must, nothing that is unknown, and all of it well. */
export function shape({ name, required = {}, optional = {}, also = () => [] }: Shape): Check {
  return (value, place) => {
    if (!isFields(value)) return problem(place, 'not-object', 'must be an object');
    const here = name === undefined ? place : { ...place, name };
    const checks = { type: anything, ...required, ...optional };
    const missing = Object.keys(required).filter((key) => value[key] === undefined);
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(checks, key));
    return [
      ...missing.flatMap((key) => problem(named(here, key), 'missing', `missing required field: ${key}`)),
      ...unknown.flatMap((key) => problem(here, 'unknown-property', `invalid additional property: ${key}`)),
      ...Object.entries(checks).flatMap(([key, check]) =>
        value[key] === undefined ? [] : check(value[key], named(here, key)),
      ),
      ...(missing.length > 0 ? [] : also(value, here)),
    ];
  };
}

/** An object whose `type` says which check applies. */
export function byType(checks: Readonly<Record<string, Check>>, refusal = 'unsupported-type'): Check {
  return (value, place) => {
    if (!isFields(value)) return problem(place, 'not-object', 'must be an object');
    const type = value['type'];
    if (typeof type !== 'string')
      return problem(inside(place, 'type'), 'type-missing', 'missing required field: type');
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check === undefined) return problem(inside(place, 'type'), refusal, `unsupported type: ${type}`);
    return check(value, { ...place, name: type });
  };
}

/** Exactly one of two properties; the rule is told at the object. */
export function exactlyOne(fields: Fields, first: string, second: string, place: Place): readonly Problem[] {
  const count = Number(fields[first] !== undefined) + Number(fields[second] !== undefined);
  if (count === 1) return [];
  return count === 0
    ? problem(place, `${first}-or-${second}-missing`, `must provide ${first} or ${second}`)
    : problem(place, `${first}-and-${second}`, `must provide only one of ${first} and ${second}`);
}

/** A property of an object, named after both. */
function named(place: Place, key: string): Place {
  return inside(place, key, `${place.name}.${key}`);
}
