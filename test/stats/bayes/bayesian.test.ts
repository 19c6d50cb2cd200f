import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextualWeights, thompsonWeights, weightsWithFloor } from '#stats/bandit/bandit-weights.ts';
import { levelsOverPeriods } from '#stats/bandit/levels-over-periods.ts';
import { betaBinomial } from '#stats/bayes/beta-binomial.ts';
import {
  normalPosterior,
  priorSensitivity,
  SCEPTICAL_PRIOR,
  WEAK_PRIOR,
} from '#stats/bayes/normal-posterior.ts';
import { probabilityBestBeta, probabilityBestNormal } from '#stats/bayes/probability-best.ts';
import { normalCdf } from '#stats/distributions.ts';
import { momentsFromCounts, momentsFromVariance } from '#stats/moments/moments.ts';
import { ALL_FUNCTIONS } from '#tools/stats-cases/functions/all.ts';
import { readCases } from '#tools/stats-cases/read-cases.ts';
import { runCases } from '#tools/stats-cases/run-cases.ts';

// Random inputs with figures computed by scipy and numpy.
const CASES = readCases(fileURLToPath(new URL('../../fixtures/stats-c', import.meta.url)));
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe('figures computed by other means', () => {
  test.each([...new Set(CASES.map(({ fn }) => fn))])('%s', (fn) => {
    const own = CASES.filter((entry) => entry.fn === fn);
    expect(runCases(own, ALL_FUNCTIONS)).toEqual({ passed: own.length, failures: [] });
  });
});

describe('chances of being best', () => {
  const normal = fc.record({
    mean: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    standardDeviation: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })),
  });
  const shape = fc.double({ min: 0.05, max: 1e6, noNaN: true });

  test('add to 1 for any arms', () => {
    const beta = fc.record({ a: shape, b: shape });
    fc.assert(
      fc.property(fc.array(normal, { minLength: 1, maxLength: 6 }), (arms) => {
        const best = probabilityBestNormal(arms);
        expect(best.kind === 'ok' && sum(best.probabilities)).toBeCloseTo(1, 12);
      }),
    );
    fc.assert(
      fc.property(fc.array(beta, { minLength: 1, maxLength: 5 }), (arms) => {
        const best = probabilityBestBeta(arms);
        expect(best.kind === 'ok' && sum(best.probabilities)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('of two normal arms are the closed form', () => {
    fc.assert(
      fc.property(normal, normal, (one, other) => {
        const spread = Math.hypot(one.standardDeviation, other.standardDeviation);
        fc.pre(spread > 1e-3);
        const best = probabilityBestNormal([one, other]);
        const exact = normalCdf((one.mean - other.mean) / spread);
        expect(
          Math.abs((best.kind === 'ok' ? (best.probabilities[0] ?? 0) : Number.NaN) - exact),
        ).toBeLessThan(1e-9);
      }),
    );
  });

  test('before scaling they already add to 1, so that no mass is lost', () => {
    const arms = [
      { mean: 0, standardDeviation: 1 },
      { mean: 0.3, standardDeviation: 0.001 },
    ];
    const best = probabilityBestNormal(arms);
    expect(best.kind === 'ok' && best.probabilities[1]).toBeCloseTo(0.6179113, 5);
  });

  test('a better arm never loses chance by getting better', () => {
    fc.assert(
      fc.property(
        fc.array(normal, { minLength: 2, maxLength: 4 }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (arms, gain) => {
          const [first, ...others] = arms;
          if (first === undefined) return;
          const before = probabilityBestNormal(arms);
          const after = probabilityBestNormal([{ ...first, mean: first.mean + gain }, ...others]);
          const chance = (best: typeof before) =>
            best.kind === 'ok' ? (best.probabilities[0] ?? 0) : Number.NaN;
          expect(chance(after)).toBeGreaterThanOrEqual(chance(before) - 1e-9);
        },
      ),
    );
  });

  test('of arms without spread beside a wide one are exact: the wide one is ahead with the chance of one deviation', () => {
    for (const mean of [999_999.999_997_565_8, 999_999.999_997_624]) {
      const point = { mean: 0, standardDeviation: 0 };
      const best = probabilityBestNormal([{ mean, standardDeviation: 999_999.999_997_619_4 }, point, point]);
      expect(best.kind === 'ok' && best.probabilities[0]).toBeCloseTo(0.841_344_746_068_543, 12);
    }
  });

  test('for two arms is the beta-binomial answer', () => {
    const pair = betaBinomial({
      control: { n: 900, successes: 80 },
      treatment: { n: 1000, successes: 101 },
      prior: [1, 1],
    });
    const best = probabilityBestBeta([
      { a: 81, b: 821 },
      { a: 102, b: 900 },
    ]);
    expect(pair.kind === 'ok' && best.kind === 'ok' && best.probabilities[1]).toBeCloseTo(
      pair.kind === 'ok' ? pair.probTreatmentBetter : Number.NaN,
      9,
    );
  });

  test('refuses what cannot be', () => {
    expect(probabilityBestNormal([])).toMatchObject({ kind: 'refused', reason: 'invalid_input' });
    expect(probabilityBestBeta([{ a: 0, b: 1 }])).toMatchObject({ reason: 'invalid_input' });
    expect(probabilityBestNormal([{ mean: 0, standardDeviation: -1 }])).toMatchObject({ kind: 'refused' });
  });
});

describe('priors', () => {
  const input = { estimate: 0.2, standardError: 0.1, alpha: 0.05, desiredDirection: 'increase' } as const;

  test('a flat prior is the z test, a sceptical one pulls to 0', () => {
    const priors = { flat: null, weak: WEAK_PRIOR, sceptical: SCEPTICAL_PRIOR };
    const reading = priorSensitivity(input, priors, 0.95);
    if (reading.kind === 'refused') throw new Error(reading.detail);
    const means = reading.readings.map(({ posterior }) => posterior.posteriorMean);
    expect(means[0]).toBe(0.2);
    expect(means[1]).toBeCloseTo(0.18, 12);
    expect(means[2]).toBeCloseTo(0.04, 12);
    expect(reading.robust).toBe(false);
  });

  test('risks swap with the direction and differ by the mean', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (estimate) => {
        const up = normalPosterior({ ...input, estimate, prior: null });
        const down = normalPosterior({ ...input, estimate, prior: null, desiredDirection: 'decrease' });
        if (up.kind === 'refused' || down.kind === 'refused') throw new Error('refused');
        expect([down.riskControl, down.riskTreatment]).toEqual([up.riskTreatment, up.riskControl]);
        expect(up.riskControl - up.riskTreatment).toBeCloseTo(estimate, 9);
        expect(up.chanceToWin + down.chanceToWin).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('bandit shares', () => {
  test('move only with enough units, keep the floor and add to 1', () => {
    const few = [momentsFromCounts(50, 5), momentsFromCounts(50, 25)];
    const many = [momentsFromCounts(500, 50), momentsFromCounts(500, 250)];
    expect(thompsonWeights(few, { desiredDirection: 'increase' })).toMatchObject({ weights: [0.5, 0.5] });
    const answer = thompsonWeights(many, { desiredDirection: 'increase', floor: 0.05 });
    if (answer.kind === 'refused') throw new Error(answer.detail);
    expect(answer.weights[0]).toBeCloseTo(0.05, 9);
    expect(sum(answer.weights)).toBeCloseTo(1, 12);
    const reversed = thompsonWeights(many, { desiredDirection: 'decrease', floor: 0.05 });
    expect(reversed.kind === 'ok' && reversed.weights[0]).toBeCloseTo(0.95, 9);
  });

  test('by context, with the pooled shares if a stratum has few units', () => {
    const phone = [momentsFromCounts(1000, 100), momentsFromCounts(1000, 200)];
    const desk = [momentsFromCounts(1000, 200), momentsFromCounts(1000, 100)];
    const thin = [momentsFromCounts(10, 1), momentsFromCounts(10, 9)];
    const [first, second, third] = contextualWeights({ phone, desk, thin }, { desiredDirection: 'increase' });
    expect(first?.answer).toMatchObject({ kind: 'ok' });
    const shareOf = (entry: typeof first) =>
      entry?.answer.kind === 'ok' ? (entry.answer.weights[1] ?? 0) : Number.NaN;
    expect(shareOf(first)).toBeGreaterThan(0.98);
    expect(shareOf(second)).toBeLessThan(0.02);
    expect(shareOf(third)).toBeGreaterThan(0.1);
    expect(shareOf(third)).toBeLessThan(0.99);
  });

  test('a pooled mean over changing shares misleads, the level over periods does not', () => {
    // Both arms convert alike on each day; the second day is a bad one and mostly in arm 2.
    const days = [
      [momentsFromCounts(9000, 1800), momentsFromCounts(1000, 200)],
      [momentsFromCounts(1000, 50), momentsFromCounts(9000, 450)],
    ];
    const answer = levelsOverPeriods(days);
    if (answer.kind === 'refused') throw new Error(answer.detail);
    expect(answer.levels.map((level) => level.mean)).toEqual([0.125, 0.125]);
    expect(levelsOverPeriods([[momentsFromVariance(1, 2, 0)]])).toMatchObject({
      reason: 'insufficient_sample',
    });
  });

  test('refuses chances that cannot be', () => {
    expect(weightsWithFloor([], 0.1)).toMatchObject({ kind: 'refused' });
    expect(weightsWithFloor([-0.1, 1.1], 0.1)).toMatchObject({ kind: 'refused' });
  });
});
