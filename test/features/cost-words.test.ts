import { describe, expect, it } from 'vitest';
import { showReading } from '#api/experiments/show-look.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { recordSections } from '#features/analyse-experiment/details-sections.ts';
import { costWords } from '#features/cost-words.ts';
import { recordDocument } from '#features/full-record/record-document.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const COST = { bytes: 1_234_567_890, seconds: 3.44 };
const { experiment } = EXAMPLES.decidedKill;

/** The example as it reads if its last look has this cost. */
function withCost(cost: AnalysisSnapshot['cost']): Experiment {
  const last = latestSnapshot(experiment);
  if (last === null) throw new Error('the example has no look');
  const { cost: _, ...bare } = last;
  const snapshots = [
    ...experiment.looks.snapshots.slice(0, -1),
    cost === undefined ? bare : { ...bare, cost },
  ];
  return { ...experiment, looks: { ...experiment.looks, snapshots } };
}

const detailsOf = (one: Experiment) => {
  const snapshot = latestSnapshot(one);
  return snapshot === null ? '' : JSON.stringify(recordSections(one, GATE_PLAN, snapshot));
};

describe('what a look cost', () => {
  it.each([
    [{ bytes: 0, seconds: 0 }, '0 bytes in 0 s'],
    [{ bytes: 999, seconds: 0.04 }, '999 bytes in 0 s'],
    [{ bytes: 1_000, seconds: 0.16 }, '1 kB in 0.2 s'],
    [COST, '1.23 GB in 3.4 s'],
    [{ bytes: 5.5e18, seconds: 131.6 }, '5500 PB in 132 s'],
    [{ bytes: null, seconds: 2 }, 'in 2 s'],
  ])('reads %j as words', (cost, words) => {
    expect(costWords(cost)).toBe(words);
  });

  it('stands in the details with how to read the SQL, in the record and in the API, and nowhere if it is not known', () => {
    const known = withCost(COST);
    expect(detailsOf(known)).toContain('read 1.23 GB in 3.4 s');
    expect(detailsOf(known)).toContain(`npm run look-sql -- ${known.key}`);
    expect(recordDocument(known)).toContain(', read 1.23 GB in 3.4 s');
    const unknown = withCost(undefined);
    expect(detailsOf(unknown)).not.toContain('look-sql');
    expect(recordDocument(unknown)).not.toContain(', read ');
    const [shown, hidden] = [known, unknown].map((one) => {
      const snapshot = latestSnapshot(one);
      return snapshot === null ? undefined : showReading(snapshot).cost;
    });
    expect([shown, hidden]).toEqual([COST, null]);
  });
});
