import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterTest } from '#stats/designs/cluster-test.ts';
import { differenceInDifferences } from '#stats/designs/difference-in-differences.ts';
import { cumulativeImpact, jamesStein } from '#stats/history/cumulative-impact.ts';
import { hierarchy } from '#stats/history/hierarchy.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { momentsFromCounts, momentsFromVariance, momentsOf } from '#stats/moments/moments.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { effectTrend } from '#stats/screens/effect-trend.ts';
import { experimentInteraction } from '#stats/screens/experiment-interaction.ts';
import { fairnessGaps } from '#stats/screens/fairness-gaps.ts';
import { segmentScan } from '#stats/screens/segment-scan.ts';

/** The result, or a failure of the test when it was refused. */
function given<Answer extends { readonly kind: string }>(
  answer: Answer,
): Exclude<Answer, { kind: 'refused' }> {
  const isGiven = (value: Answer): value is Exclude<Answer, { kind: 'refused' }> => value.kind !== 'refused';
  if (!isGiven(answer)) throw new Error('refused');
  return answer;
}

const PAST = [0.05, -0.02, 0.11, 0.03, 0.07, -0.01].map((estimate, i) => ({
  estimate,
  standardError: [0.02, 0.03, 0.05, 0.01, 0.04, 0.02][i] ?? 1,
}));

describe('hierarchy over past experiments', () => {
  test('DerSimonian-Laird as numpy computes it', () => {
    const answer = given(hierarchy(PAST, 0.05));
    expect(answer.betweenStandardDeviation).toBeCloseTo(0.02433854710801572, 12);
    expect(answer.mean).toBeCloseTo(0.02805625043782708, 12);
    expect(answer.meanStandardError).toBeCloseTo(0.01427218272290032, 12);
    expect(answer.q).toBeCloseTo(11.200194520992056, 10);
    expect(answer.effects[0]?.estimate).toBeCloseTo(0.04115496724734613, 12);
    expect(answer.effects[5]?.estimate).toBeCloseTo(0.00533962008689854, 12);
  });

  test('the maximum of the marginal likelihood as scipy finds it', () => {
    const answer = given(hierarchy(PAST, 0.05, 'marginal-likelihood'));
    expect(answer.betweenStandardDeviation).toBeCloseTo(0.015641767738847956, 7);
  });

  test('effects that agree are pooled entirely', () => {
    const same = [0.1, 0.1, 0.1].map((estimate) => ({ estimate, standardError: 0.02 }));
    for (const method of ['dersimonian-laird', 'marginal-likelihood'] as const) {
      const answer = given(hierarchy(same, 0.05, method));
      expect(answer.effects.map(({ shrinkage }) => shrinkage)).toEqual([1, 1, 1]);
    }
  });
});

describe('cumulative impact', () => {
  test('shrinks by (k - 2) / sum z²', () => {
    const answer = given(jamesStein([3, 0, 4, 0].map((estimate) => ({ estimate, standardError: 1 }))));
    expect(answer.factor).toBeCloseTo(1 - 2 / 25, 12);
  });

  test('takes the luck out of what was shipped for looking good', () => {
    const random = seededRandom(5);
    let [naive, deBiased, truth] = [0, 0, 0];
    for (let run = 0; run < 200; run += 1) {
      const past = Array.from({ length: 40 }, () => {
        const real = 0.02 * random.normal();
        const estimate = real + 0.03 * random.normal();
        return { estimate, standardError: 0.03, shipped: estimate > 0.04, real };
      });
      const impact = given(cumulativeImpact(past));
      naive += impact.naive;
      deBiased += impact.deBiased;
      truth += past.reduce((sum, { shipped, real }) => sum + (shipped ? real : 0), 0);
    }
    expect(naive / truth).toBeGreaterThan(2.5);
    expect(Math.abs(deBiased / truth - 1)).toBeLessThan(0.15);
  });

  test('refuses to learn from two', () => {
    expect(jamesStein(PAST.slice(0, 2))).toMatchObject({ reason: 'insufficient_sample' });
  });
});

describe('difference in differences', () => {
  const cells = [
    { n: 9, mean: 9.711555555555556, m2: 20.93238422222222 },
    { n: 12, mean: 10.314499999999999, m2: 77.423387 },
    { n: 8, mean: 9.873625, m2: 10.942527875 },
    { n: 11, mean: 11.211, m2: 30.955211999999992 },
  ] as const;

  test('as numpy and scipy compute it', () => {
    const [a, b, c, d] = cells;
    const answer = given(differenceInDifferences({ before: a, after: b }, { before: c, after: d }, 0.05));
    expect(answer.absoluteEffect).toBeCloseTo(0.7344305555555568, 12);
    expect(answer.standardError).toBeCloseTo(1.163650149706516, 12);
    expect(answer.df).toBeCloseTo(33.20748507957344, 10);
    expect(answer.pValue).toBeCloseTo(0.5322670167279103, 10);
  });

  test('is an interaction when the groups are arms of another experiment', () => {
    const [controlControl, treatmentControl, controlTreatment, treatmentTreatment] = cells;
    const answer = given(
      experimentInteraction({ controlControl, controlTreatment, treatmentControl, treatmentTreatment }, 0.05),
    );
    expect(answer.interaction.absoluteEffect).toBeCloseTo(0.7344305555555568, 12);
    // Table 9 8 / 12 11: chi-square 0.002..., 1 degree of freedom.
    expect(answer.overlapPValue).toBeCloseTo(0.96166, 3);
  });
});

describe('cluster-randomised experiments', () => {
  test('clusters of one unit are a t test with their own degrees of freedom', () => {
    const values = { control: [1, 4, 2, 8, 5, 7], treatment: [3, 9, 6, 8, 4, 9] };
    const single = (list: readonly number[]) => list.map((value) => momentsOf([value]));
    const answer = given(clusterTest(single(values.control), single(values.treatment), 0.05));
    const welch = given(
      welchTest({ control: momentsOf(values.control), treatment: momentsOf(values.treatment), alpha: 0.05 }),
    );
    expect(answer.standardError).toBeCloseTo(welch.standardError, 12);
    expect(answer.df).toBe(10);
    expect(answer.designEffect).toBeCloseTo(1, 12);
  });

  test('units that move together count for less', () => {
    const clusters = (base: number) => [0, 1, 2, 3, 4].map((i) => momentsFromVariance(1000, base + i, 1));
    const answer = given(clusterTest(clusters(0), clusters(1), 0.05));
    expect(answer.designEffect).toBeGreaterThan(500);
    expect(answer.pValue).toBeGreaterThan(0.2);
  });

  test('needs two clusters an arm', () => {
    const one = [momentsFromVariance(1000, 1, 1)];
    expect(clusterTest(one, one, 0.05)).toMatchObject({ reason: 'insufficient_sample' });
  });
});

describe('effects over time', () => {
  const estimates = [0.09, 0.07, 0.08, 0.05, 0.04, 0.045, 0.03];
  const errors = [0.01, 0.012, 0.011, 0.01, 0.009, 0.01, 0.012];
  const daily = estimates.map((estimate, i) => ({ day: i + 1, estimate, standardError: errors[i] ?? 1 }));

  test('weighted least squares as numpy computes it: novelty', () => {
    const answer = given(effectTrend(daily.toReversed(), 0.05));
    expect(answer.slope).toBeCloseTo(-0.009853300005016274, 12);
    expect(answer.slopeStandardError).toBeCloseTo(0.0020375449227530563, 12);
    expect(answer.pValue).toBeCloseTo(1.3256531358634444e-6, 12);
    expect(answer.heterogeneityPValue).toBeCloseTo(0.00014557643699775988, 10);
    expect(answer.pattern).toBe('novelty');
  });

  test('growth is learning, and no trend is steady', () => {
    const grown = daily.map((effect) => ({ ...effect, estimate: 0.12 - effect.estimate }));
    expect(given(effectTrend(grown, 0.05)).pattern).toBe('learning');
    const flat = daily.map((effect) => ({ ...effect, estimate: 0.05 }));
    expect(given(effectTrend(flat, 0.05))).toMatchObject({ pattern: 'steady' });
  });
});

describe('segments', () => {
  const segment = (key: string, rate: number) => ({
    key,
    control: momentsFromCounts(2000, 200),
    treatment: momentsFromCounts(2000, Math.round(2000 * rate)),
  });

  test('are corrected for all that were looked at', () => {
    const scan = given(
      segmentScan([segment('new', 0.121), segment('old', 0.1), segment('third', 0.1)], 0.05),
    );
    const [first] = scan.findings;
    expect(first?.kind === 'ok' && first.test.pValue).toBeLessThan(0.05);
    expect(first).toMatchObject({ kind: 'ok', proven: false });
    expect(scan.heterogeneityPValue).toBeGreaterThan(0.05);
  });

  test('keep the place of one that is too small, and show real differences', () => {
    const tiny = { key: 'tiny', control: momentsFromCounts(1, 0), treatment: momentsFromCounts(1, 1) };
    const scan = given(segmentScan([tiny, segment('up', 0.14), segment('down', 0.06)], 0.05));
    expect(scan.findings.map(({ kind }) => kind)).toEqual(['refused', 'ok', 'ok']);
    expect(scan.heterogeneityPValue).toBeLessThan(1e-6);
  });
});

describe('fairness', () => {
  const group = (name: string, truePositives: number, falsePositives: number) => ({
    group: name,
    positives: 100,
    truePositives,
    negatives: 400,
    falsePositives,
  });

  test('measures the gaps', () => {
    const answer = given(fairnessGaps([group('a', 80, 40), group('b', 60, 20), group('c', 70, 36)], 0.05));
    expect(answer.demographicParity).toMatchObject({ lowest: 'b', highest: 'a' });
    expect(answer.demographicParity.gap).toBeCloseTo(0.08, 12);
    expect(answer.demographicParity.ratio).toBeCloseTo(80 / 120, 12);
    expect(answer.truePositiveRate?.gap).toBeCloseTo(0.2, 12);
    expect(answer.falsePositiveRate?.gap).toBeCloseTo(0.05, 12);
    expect(answer.equalisedOddsGap).toBeCloseTo(0.2, 12);
  });

  test('does not depend on the order of groups', () => {
    const groups = [group('a', 80, 40), group('b', 60, 20), group('c', 70, 36)];
    fc.assert(
      fc.property(fc.shuffledSubarray(groups, { minLength: 3 }), (shuffled) => {
        expect(given(fairnessGaps(shuffled, 0.05)).demographicParity.interval).toEqual(
          given(fairnessGaps(groups, 0.05)).demographicParity.interval,
        );
      }),
    );
  });

  test('refuses one group and impossible counts', () => {
    expect(fairnessGaps([group('a', 80, 40)], 0.05)).toMatchObject({ reason: 'insufficient_sample' });
    expect(fairnessGaps([group('a', 101, 40), group('b', 1, 1)], 0.05)).toMatchObject({
      reason: 'invalid_input',
    });
  });
});
