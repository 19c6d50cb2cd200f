import { describe, expect, it } from 'vitest';
import { latestSnapshot } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { unitsLine } from '#features/analyse-experiment/details-sections.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const snapshot = latestSnapshot(EXAMPLES.interimReport.experiment);

/** What a report says of the data if a look finds this. */
function linesOf(odd: Pick<AnalysisSnapshot, 'unusable' | 'withoutVariant'>): readonly string[] {
  if (snapshot === null) throw new Error('the example has no look');
  return unitsLine(GATE_PLAN, { ...snapshot, ...odd })
    .split('\n')
    .slice(1);
}

describe('what a report says of odd data', () => {
  it('is nothing if there are none', () => {
    expect(linesOf({})).toEqual([]);
  });

  it('counts values that are no number, and says which property to look at', () => {
    expect(linesOf({ unusable: { revenue_per_user: 1_204 } })).toEqual([
      ':warning: 1,204 values of Revenue per user are no numbers and count as 0. Send numbers in `revenue` of `order_completed`.',
    ]);
    expect(linesOf({ unusable: { revenue_per_user: 1 } })).toEqual([
      ':warning: 1 value of Revenue per user is no number and counts as 0. Send numbers in `revenue` of `order_completed`.',
    ]);
  });

  it('tells of units without a variant what they mean and what to do', () => {
    expect(linesOf({ withoutVariant: { units: 9_000, expected: 4_300 } })).toEqual([
      ':warning: 9,000 units met the flag without a variant, and the share of the traffic explains only about 4,300. They count in no variant. Check that every service that reads the flag can load it.',
    ]);
  });
});
