import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseInput } from './case-function.ts';
import type { Expected, Tolerance } from './compare.ts';
import { asObject, listAt, numberAt, objectAt } from './read-input.ts';

/** One reference case of a file. */
export type ReferenceCase = {
  readonly file: string;
  readonly id: string;
  readonly fn: string;
  readonly input: CaseInput;
  readonly expected: Expected;
  readonly tol: Tolerance;
};

const DEFAULT_RELATIVE = 1e-9;

/**
 * All cases in the folder's *.json files, in the order of their names. A file holds an array of
 * cases or an object with such an array in `checks`; other objects are skipped. Throws on a
 * missing folder and on broken JSON.
 */
export function readCases(folder: string): readonly ReferenceCase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const content: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return casesIn(content).map((entry) => readCase(file, asObject(entry)));
  });
}

function casesIn(content: unknown): readonly unknown[] {
  return Array.isArray(content) ? content : listAt(asObject(content), 'checks');
}

function readCase(file: string, entry: CaseInput): ReferenceCase {
  const tol = objectAt(entry, 'tol');
  const fields = Object.entries(objectAt(tol, 'fields')).map(
    ([name, field]) => [name, readTolerance(asObject(field))] as const,
  );
  return {
    file,
    id: String(entry['id'] ?? '(no id)'),
    fn: String(entry['fn'] ?? '(no fn)'),
    input: objectAt(entry, 'input'),
    expected: objectAt(entry, 'expected'),
    tol: { ...readTolerance(tol), fields: Object.fromEntries(fields) },
  };
}

function readTolerance(tol: CaseInput): { readonly rel: number; readonly abs: number } {
  return { rel: numberAt(tol, 'rel', DEFAULT_RELATIVE), abs: numberAt(tol, 'abs', 0) };
}
