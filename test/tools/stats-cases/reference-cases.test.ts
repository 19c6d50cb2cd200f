import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALL_FUNCTIONS } from '#tools/stats-cases/functions/all.ts';
import { readCases } from '#tools/stats-cases/read-cases.ts';
import { runCases } from '#tools/stats-cases/run-cases.ts';

const cases = readCases(fileURLToPath(new URL('../../fixtures/stats/cases', import.meta.url)));

describe('the statistics engine on its reference cases', () => {
  it.each([...new Set(cases.map((entry) => entry.fn))])('%s', (fn) => {
    const own = cases.filter((entry) => entry.fn === fn);
    expect(runCases(own, ALL_FUNCTIONS).failures).toEqual([]);
  });
});
