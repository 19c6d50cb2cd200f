import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALL_FUNCTIONS } from '#tools/stats-cases/functions/all.ts';
import { readCases } from '#tools/stats-cases/read-cases.ts';
import { runCases } from '#tools/stats-cases/run-cases.ts';

const folder = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const FOLDERS = ['stats/cases', 'stats-b', 'stats-c', 'stats-independent'];
const cases = readCases(folder('stats/cases'));

describe('the statistics engine on its reference cases', () => {
  it.each([...new Set(cases.map((entry) => entry.fn))])('%s', (fn) => {
    const own = cases.filter((entry) => entry.fn === fn);
    expect(runCases(own, ALL_FUNCTIONS).failures).toEqual([]);
  });

  it('leaves no function without a case', () => {
    const everywhere = FOLDERS.flatMap((name) => readCases(folder(name)));
    const covered = new Set(everywhere.map(({ fn }) => fn));
    expect(Object.keys(ALL_FUNCTIONS).filter((fn) => !covered.has(fn))).toEqual([]);
  });
});
