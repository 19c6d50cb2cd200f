import {
  type Moments,
  momentsFromCounts,
  momentsFromSums,
  momentsFromVariance,
} from '#stats/moments/moments.ts';
import type { Alternative } from '#stats/outcome.ts';
import type { Sided } from '#stats/power/error-rates.ts';
import type { Counts } from '#stats/proportions/proportion-test.ts';
import type { CaseInput } from './case-function.ts';

/** The number at `name`, or `fallback` when it is not given; NaN when there is neither or it is none. */
export function numberAt(input: CaseInput, name: string, fallback = Number.NaN): number {
  const value = input[name];
  return value === undefined || value === null ? fallback : asNumber(value);
}

/** The number at `name`, or null when the case says null or nothing. */
export function optionalNumberAt(input: CaseInput, name: string): number | null {
  const value = input[name];
  return value === undefined || value === null ? null : asNumber(value);
}

/** A JSON number, or one of the two that JSON can only say in words; anything else is NaN. */
function asNumber(value: unknown): number {
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY;
  return typeof value === 'number' ? value : Number.NaN;
}

/** The true or false at `name`, or `fallback` when it is not given; anything else throws. */
export function flagAt(input: CaseInput, name: string, fallback: boolean): boolean {
  const value = input[name] ?? fallback;
  if (typeof value !== 'boolean') throw new TypeError(`${name} is neither true nor false`);
  return value;
}

/** `sided`, two-sided when not given; anything but 1 and 2 throws. */
export function sidedAt(input: CaseInput): Sided {
  const value = input['sided'] ?? 2;
  if (value !== 1 && value !== 2) throw new TypeError('sided is neither 1 nor 2');
  return value;
}

/** The word at `name` when it is one of `words`, else the first of them when absent; an unknown word throws. */
export function wordAt<Word extends string>(
  input: CaseInput,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const value = input[name];
  if (value === undefined || value === null) return words[0];
  const found = words.find((word) => word === value);
  if (found === undefined) throw new TypeError(`${name} is none of ${words.join(', ')}`);
  return found;
}

/** The list of numbers at `name`; null in it becomes `missing`, anything else NaN. */
export function numbersAt(input: CaseInput, name: string, missing = Number.NaN): readonly number[] {
  return listAt(input, name).map((value) => (value === null ? missing : asNumber(value)));
}

/** The list at `name`, empty when it is not given. */
export function listAt(input: CaseInput, name: string): readonly unknown[] {
  const value = input[name];
  return Array.isArray(value) ? value : [];
}

/** The object at `name`, empty when it is not given. */
export function objectAt(input: CaseInput, name: string): CaseInput {
  return asObject(input[name]);
}

/** The list of objects at `name`. */
export function objectsAt(input: CaseInput, name: string): readonly CaseInput[] {
  return listAt(input, name).map(asObject);
}

/** Any JSON value as an object; what is none becomes an empty one. */
export function asObject(value: unknown): CaseInput {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is CaseInput {
  return typeof value === 'object' && value !== null;
}

/** `alternative`, two-sided when not given. */
export function alternativeAt(input: CaseInput): Alternative {
  return wordAt(input, 'alternative', ['two-sided', 'greater', 'less']);
}

/** An arm in any of the three forms: variance, raw sums, or successes. */
export function armAt(input: CaseInput, name: string): Moments {
  return asMoments(objectAt(input, name));
}

/** Both arms. */
export function armsOf(input: CaseInput): { readonly control: Moments; readonly treatment: Moments } {
  return { control: armAt(input, 'control'), treatment: armAt(input, 'treatment') };
}

/** One arm's figures as moments. */
export function asMoments(arm: CaseInput): Moments {
  const n = numberAt(arm, 'n');
  if ('successes' in arm) return momentsFromCounts(n, numberAt(arm, 'successes'));
  if ('sum' in arm) return momentsFromSums(n, numberAt(arm, 'sum'), numberAt(arm, 'sumSquares'));
  return momentsFromVariance(n, numberAt(arm, 'mean'), numberAt(arm, 'variance'));
}

/** Both arms of a rate. */
export function countsOf(input: CaseInput): { readonly control: Counts; readonly treatment: Counts } {
  return { control: asCounts(objectAt(input, 'control')), treatment: asCounts(objectAt(input, 'treatment')) };
}

/** An arm of 0/1 data in any of the three forms as counts. */
export function asCounts(arm: CaseInput): Counts {
  const n = numberAt(arm, 'n');
  if ('successes' in arm) return { n, successes: numberAt(arm, 'successes') };
  return { n, successes: 'sum' in arm ? numberAt(arm, 'sum') : Math.round(n * numberAt(arm, 'mean')) };
}
