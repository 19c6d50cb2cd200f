import type { FileKind } from '#domain/design/tested-file.ts';
import { readData } from '#shared/records/read-data.ts';

/** What is wrong with the data of a variant: it cannot be read, or a value is not what the original has there. */
export interface DataProblem {
  readonly code: 'file-broken' | 'file-keys-changed';
  readonly sentence: string;
}

/** Problems that are told at once. */
const MOST = 5;

/** Why a text cannot be read as its kind says; null if it can. Words can be anything. */
export function unreadable(kind: FileKind, text: string): string | null {
  if (kind === 'text') return null;
  const read = readData(kind, text);
  return read.kind === 'ok' ? null : read.problem;
}

/**
 * Whether a variant holds data as the original does: every key stays, and its value is of the same type. A value that is null in the
 * original may be of any type, and keys may come. Of the entries of lists only the types are compared, so that keys inside them may go.
 */
export function checkData(kind: FileKind, original: string, variant: string): readonly DataProblem[] {
  if (kind === 'text') return [];
  const [before, after] = [readData(kind, original), readData(kind, variant)];
  if (before.kind === 'refused') return [];
  if (after.kind === 'refused')
    return [{ code: 'file-broken', sentence: `It is no ${kind.toUpperCase()}: ${after.problem}.` }];
  return differences(before.value, after.value, '')
    .slice(0, MOST)
    .map((sentence) => ({ code: 'file-keys-changed', sentence }));
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'object' : typeof value;
}

function differences(before: unknown, after: unknown, at: string): readonly string[] {
  const [was, is] = [typeOf(before), typeOf(after)];
  if (was === 'null') return [];
  if (was !== is)
    return [`The value at ${at || 'the root'} is of the type ${is}, and was of the type ${was}.`];
  if (Array.isArray(before) && Array.isArray(after)) return inList(before, after, at);
  if (was !== 'object') return [];
  const now = new Map(Object.entries(after as object));
  return Object.entries(before as object).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`;
    return now.has(key) ? differences(value, now.get(key), path) : [`The key ${path} is gone.`];
  });
}

/** Lists may be longer or shorter; their entries are of types that the original has there. Documents of YAML keep their number and order. */
function inList(before: readonly unknown[], after: readonly unknown[], at: string): readonly string[] {
  if (at === '') {
    if (before.length !== after.length)
      return [`It holds ${after.length} documents, and held ${before.length}.`];
    return before.flatMap((value, index) =>
      differences(value, after[index], before.length === 1 ? '$' : `$${index + 1}`),
    );
  }
  const types = new Set(before.map(typeOf));
  const strange = after.find((value) => types.size > 0 && !types.has(typeOf(value)) && !types.has('null'));
  return strange === undefined ? [] : [`The list at ${at} gets an entry of the type ${typeOf(strange)}.`];
}
