import { describe, expect, test } from 'vitest';
import { ALL_FUNCTIONS } from '#tools/stats-cases/functions/all.ts';
import { readCases } from '#tools/stats-cases/read-cases.ts';
import { runCases } from '#tools/stats-cases/run-cases.ts';

// Random plans and data with figures computed outside this project; each case names its source.
const CASES = readCases(new URL('../fixtures/stats-b', import.meta.url).pathname);

describe('figures computed by other means', () => {
  test.each([...new Set(CASES.map(({ fn }) => fn))])('%s', (fn) => {
    const own = CASES.filter((entry) => entry.fn === fn);
    expect(runCases(own, ALL_FUNCTIONS)).toEqual({ passed: own.length, failures: [] });
  });
});
