import { describe, expect, test } from 'vitest';
import type { AnalysisPlan } from '#stats/engine/analysis.ts';
import type { OtherExperiment } from '#stats/engine/details.ts';
import { overlapDetails } from '#stats/engine/overlap-details.ts';
import { momentsFromCounts } from '#stats/moments/moments.ts';
import { CONVERSION, PLAN } from './examples.ts';

const GOAL: AnalysisPlan = { ...PLAN, metrics: [CONVERSION] };
type Arm = readonly [units: number, events: number];

/** Units by the other's variant (null: it was not met), control and treatment of this experiment. */
function other(rows: readonly (readonly [string | null, Arm, Arm])[]): OtherExperiment {
  return {
    ...{ experiment: 'other-one', title: 'Other one', control: 'control', treatments: ['treatment'] },
    segments: rows.map(([value, control, treatment]) => ({
      ...{ dimension: '$feature/other-one', value },
      units: { control: control[0], treatment: treatment[0] },
      moments: { control: momentsFromCounts(...control), treatment: momentsFromCounts(...treatment) },
      raw: {},
    })),
  };
}

const CROSSED = other([
  ['control', [5000, 500], [5000, 500]],
  ['treatment', [5000, 500], [5000, 600]],
  [null, [10_000, 1000], [10_000, 1000]],
]);

describe('an experiment that ran at the same time', () => {
  // The difference of two differences with Satterthwaite's degrees of freedom, by scipy 1.17.1.
  test('is crossed with this one: share of units, independence, interaction', () => {
    const [found] = overlapDetails(GOAL, [CROSSED], [], true);
    expect(found).toMatchObject({ experiment: 'other-one', share: 0.5, crossingPValue: 1 });
    expect(found?.interactions).toHaveLength(1);
    expect(found?.interactions[0]?.difference).toBeCloseTo(0.2, 9);
    expect(found?.interactions[0]?.adjustedPValue).toBeCloseTo(0.021046924116428285, 9);
  });

  test('is corrected for all pairs of all experiments', () => {
    const twice = [CROSSED, { ...CROSSED, experiment: 'third' }];
    const found = overlapDetails(GOAL, twice, [], true);
    expect(found[0]?.interactions[0]?.adjustedPValue).toBeCloseTo(2 * 0.021046924116428285, 9);
  });

  test('shows no effect while more looks are to come, and none of a dropped treatment', () => {
    expect(overlapDetails(GOAL, [CROSSED], [], false)[0]).toMatchObject({
      crossingPValue: 1,
      interactions: [],
    });
    expect(overlapDetails(GOAL, [CROSSED], ['treatment'], true)[0]).toMatchObject({
      ...{ share: 0.5, crossingPValue: null, interactions: [] },
    });
  });

  test('gives no group of fewer than 5 away that did not meet it', () => {
    const shareWith = (left: number) =>
      overlapDetails(
        GOAL,
        [
          other([
            ['control', [5_000, 500], [5_000, 500]],
            [null, [left, 0], [0, 0]],
          ]),
        ],
        [],
        true,
      )[0]?.share;
    expect([0, 4, 5].map(shareWith)).toEqual([1, 1, 10_000 / 10_005]);
  });

  test('is named with no share if the exposures do not say which units met it, or fewer than 5 did', () => {
    const unsaid = other([[null, [10_000, 1000], [10_000, 1000]]]);
    const none = { share: 0, crossingPValue: null, interactions: [] };
    expect(overlapDetails(GOAL, [unsaid], [], true)[0]).toMatchObject(none);
    const four = other([
      ['control', [1, 0], [1, 0]],
      ['treatment', [1, 1], [1, 0]],
    ]);
    expect(overlapDetails(GOAL, [four], [], true)[0]).toMatchObject(none);
  });

  test('is not tested on too few events', () => {
    const few = other([
      ['control', [200, 20], [200, 20]],
      ['treatment', [200, 20], [200, 30]],
    ]);
    expect(overlapDetails(GOAL, [few], [], true)[0]).toMatchObject({ share: 1, interactions: [] });
  });

  test('that is assigned by the same chance is told', () => {
    const bound = other([
      ['control', [5000, 500], [1000, 100]],
      ['treatment', [1000, 100], [5000, 500]],
    ]);
    expect(overlapDetails(GOAL, [bound], [], true)[0]?.crossingPValue).toBeLessThan(0.001);
  });
});
