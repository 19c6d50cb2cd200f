import type { z } from 'zod';
import { nearestWord } from '#shared/nearest.ts';
import type { Path } from './settings-problem.ts';
import { valueAt } from './value-at.ts';

/** Something wrong at a place of the file. */
export interface PlacedProblem {
  readonly path: Path;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** The first issues of the schema as sentences, at most `most`, each at its place. `known` says which keys an object may have. */
export function schemaProblems(
  issues: readonly Issue[],
  value: unknown,
  known: (path: Path) => readonly string[],
  most = Number.POSITIVE_INFINITY,
): readonly PlacedProblem[] {
  const told: PlacedProblem[] = [];
  for (const issue of issues) {
    if (told.length >= most) break;
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      const words = known(path);
      const keys = issue.keys.slice(0, most - told.length);
      told.push(...keys.map((key) => ({ path: [...path, key], message: unknownKey(key, words) })));
    } else told.push({ path, message: sentenceOf(issue, valueAt(value, path)) });
  }
  return told;
}

/** How many sentences the issues make. */
export function countProblemsOf(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = nearestWord(key.toLowerCase(), known);
  const hint = known.find((word) => word.toLowerCase() === key.toLowerCase()) ?? nearest;
  const advice =
    hint === null || hint === undefined ? `Known are ${known.join(', ')}.` : `Do you mean \`${hint}\`?`;
  return `This key is not known here. ${advice}`;
}

function sentenceOf(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined
        ? 'This is missing.'
        : `This must be ${TYPES[issue.expected] ?? issue.expected}, not ${nameOf(found)}.`;
    case 'invalid_value':
      return `${found === undefined ? 'This is missing: it must' : 'This must'} be ${listOf(issue.values)}.${nearOf(found, issue.values)}`;
    case 'invalid_union':
      return unionSentence(issue, found);
    case 'invalid_key':
      return `This key ${issue.issues[0]?.message ?? 'is not allowed'}.`;
    case 'too_small':
      return sized(issue.origin, issue.inclusive === false ? 'above' : 'at least', Number(issue.minimum));
    case 'too_big':
      return sized(issue.origin, issue.inclusive === false ? 'below' : 'at most', Number(issue.maximum));
    default:
      return `This ${issue.message}.`;
  }
}

function unionSentence(issue: Extract<Issue, { code: 'invalid_union' }>, found: unknown): string {
  if (!('options' in issue) || !Array.isArray(issue.options)) {
    return found === undefined ? 'This is missing.' : `This ${issue.message}.`;
  }
  const options = issue.options.map(String);
  return `${found === undefined ? 'This is missing: it must' : 'This must'} be ${listOf(options)}.${nearOf(found, options)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a group of keys',
  record: 'a group of keys',
  string: 'text',
};

function nameOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${value}` : 'an endless number';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'true or false' : 'a group of keys';
}

function nearOf(found: unknown, options: readonly unknown[]): string {
  const nearest = typeof found === 'string' ? nearestWord(found, options.map(String)) : null;
  return nearest === null ? '' : ` Do you mean \`${nearest}\`?`;
}

function sized(origin: string, how: string, limit: number): string {
  if (origin === 'array') return `This must have ${how} ${limit} ${limit === 1 ? 'entry' : 'entries'}.`;
  if (origin === 'string') return `This must have ${how} ${limit} characters.`;
  return `This must be ${how} ${limit}.`;
}

/** `a or b`, `one of a, b, c`. */
function listOf(options: readonly unknown[]): string {
  const words = options.map(String);
  return words.length < 3 ? words.join(' or ') : `one of ${words.join(', ')}`;
}
