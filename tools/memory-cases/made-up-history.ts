import { readFileSync } from 'node:fs';
import type { PastLine } from '#ports/past-store.ts';
import { readPastRecord } from '#tools/import/past-record.ts';
import { readHistory } from '#tools/import/read-history.ts';
import { MEMORY_CASES } from './read-cases.ts';

/** The made-up history as the lines that an import of it writes. Throws if one of its records is wrong. */
export function madeUpHistory(): readonly PastLine[] {
  const read = readHistory('history.json', readFileSync(`${MEMORY_CASES}/history.json`, 'utf8'));
  if (read.kind === 'refused') throw new Error(read.problem.message);
  return read.value.map(({ value, line }) => {
    const record = readPastRecord(value, Number.MAX_SAFE_INTEGER);
    if (record.kind === 'refused') throw new Error(`line ${line}: ${record.problem.join(' ')}`);
    return { origin: 'import', key: record.value.key, version: 1, past: record.value };
  });
}
