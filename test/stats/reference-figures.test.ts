import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ALL_FUNCTIONS } from '#tools/stats-cases/functions/all.ts';
import { readCases } from '#tools/stats-cases/read-cases.ts';
import { runCases } from '#tools/stats-cases/run-cases.ts';

// Random plans and data with figures computed outside this project; the folders say how.
const CASES = ['stats-b', 'stats-independent'].flatMap((folder) =>
  readCases(fileURLToPath(new URL(`../fixtures/${folder}`, import.meta.url))),
);

describe('figures computed by other means', () => {
  test.each([...new Set(CASES.map(({ fn }) => fn))])('%s', (fn) => {
    const own = CASES.filter((entry) => entry.fn === fn);
    expect(runCases(own, ALL_FUNCTIONS)).toEqual({ passed: own.length, failures: [] });
  });

  test('reach every function', () => {
    const covered = new Set(CASES.map(({ fn }) => fn));
    expect(Object.keys(ALL_FUNCTIONS).filter((fn) => !covered.has(fn))).toEqual([]);
  });
});
