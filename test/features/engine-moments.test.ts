import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metric } from '#domain/metric.ts';
import { engineMoments, isTooSparse } from '#features/engine-moments.ts';
import type { ArmFigures } from '#ports/look-figures.ts';

const METRIC: Metric = {
  key: 'm',
  name: 'M',
  description: '',
  kind: 'mean',
  desiredDirection: 'increase',
  event: 'e',
  property: 'p',
  windowDays: 7,
};
const RATIO: Metric = { ...METRIC, kind: 'ratio', denominator: { event: 'd', property: null } };
const ADJUSTED: Metric = { ...METRIC, covariateDays: 14 };

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const covariance = (left: readonly number[], right: readonly number[]) => {
  const [a, b] = [mean(left), mean(right)];
  const sum = left.reduce((all, value, at) => all + (value - a) * ((right[at] ?? 0) - b), 0);
  return sum / (left.length - 1);
};

/** Figures of units with a value and a second one each, as a source gives them. */
function figuresOf(
  units: readonly (readonly [number, number])[],
  second: 'denominator' | 'covariate',
): ArmFigures {
  const [values, others] = [units.map(([value]) => value), units.map(([, other]) => other)];
  return {
    n: units.length,
    mean: mean(values),
    variance: covariance(values, values),
    [second]: {
      mean: mean(others),
      variance: covariance(others, others),
      covariance: covariance(values, others),
    },
  };
}

const value = fc.integer({ min: -50, max: 50 });
const anyArm = (least: number) =>
  fc.array(fc.tuple(value, fc.integer({ min: least, max: 40 })), { minLength: 2, maxLength: 30 });

describe('engineMoments', () => {
  it('keeps n and mean, and multiplies the variance by n - 1', () => {
    const arms = { control: { n: 5, mean: 2, variance: 3 }, treatment: { n: 2, mean: 0.5, variance: 0.5 } };
    expect(engineMoments(METRIC, arms)).toEqual({
      control: { n: 5, mean: 2, m2: 12 },
      treatment: { n: 2, mean: 0.5, m2: 0.5 },
    });
  });

  it('leaves out an arm that has too few units for a variance, and never gives a negative sum of squares', () => {
    const arms = {
      none: { n: 0, mean: null, variance: null },
      one: { n: 1, mean: 3, variance: null },
      two: { n: 2, mean: 3, variance: -1e-18 },
    };
    expect(engineMoments(METRIC, arms)).toEqual({ two: { n: 2, mean: 3, m2: 0 } });
    const second = { mean: null, variance: null, covariance: null };
    const few = { one: { n: 1, mean: 3, variance: null, denominator: second, covariate: second } };
    expect(engineMoments(RATIO, few)).toEqual({});
    expect(engineMoments(ADJUSTED, few)).toEqual({});
  });

  it('gives of a ratio what the linearised units have, computed unit by unit', () => {
    fc.assert(
      fc.property(anyArm(1), (units) => {
        const ratio = mean(units.map(([top]) => top)) / mean(units.map(([, below]) => below));
        const below = mean(units.map(([, other]) => other));
        const linear = units.map(([top, other]) => ratio + (top - ratio * other) / below);
        const { a } = engineMoments(RATIO, { a: figuresOf(units, 'denominator') });
        expect(a?.n).toBe(units.length);
        expect(a?.mean).toBeCloseTo(mean(linear), 9);
        expect(a?.m2).toBeCloseTo(covariance(linear, linear) * (units.length - 1), 6);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('leaves out an arm of a ratio whose denominator is 0', () => {
    const arm = figuresOf(
      [
        [1, 0],
        [2, 0],
      ],
      'denominator',
    );
    expect(
      engineMoments(RATIO, {
        a: arm,
        b: figuresOf(
          [
            [1, 1],
            [2, 3],
          ],
          'denominator',
        ),
      }),
    ).toHaveProperty('b');
    expect(engineMoments(RATIO, { a: arm })).toEqual({});
  });

  it('takes out what the covariate explains, with one theta of all arms, computed unit by unit', () => {
    fc.assert(
      fc.property(anyArm(0), anyArm(0), anyArm(0), (...arms) => {
        const deviations = (pick: 0 | 1) =>
          arms.flatMap((units) => {
            const centre = mean(units.map((unit) => unit[pick]));
            return units.map((unit) => unit[pick] - centre);
          });
        const [ys, xs] = [deviations(0), deviations(1)];
        const spread = xs.reduce((sum, x) => sum + x * x, 0);
        const theta = spread === 0 ? 0 : xs.reduce((sum, x, at) => sum + x * (ys[at] ?? 0), 0) / spread;
        const centre = mean(arms.flat().map(([, x]) => x));
        const found = engineMoments(
          ADJUSTED,
          Object.fromEntries(arms.map((units, at) => [`arm-${at}`, figuresOf(units, 'covariate')])),
        );
        for (const [at, units] of arms.entries()) {
          const adjusted = units.map(([y, x]) => y - theta * (x - centre));
          expect(found[`arm-${at}`]?.mean).toBeCloseTo(mean(adjusted), 8);
          expect(found[`arm-${at}`]?.m2).toBeCloseTo(covariance(adjusted, adjusted) * (units.length - 1), 5);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('is the plain figure if the covariate is the same for all units', () => {
    const arms = {
      control: figuresOf(
        [
          [1, 4],
          [5, 4],
        ],
        'covariate',
      ),
      treatment: figuresOf(
        [
          [2, 4],
          [9, 4],
        ],
        'covariate',
      ),
    };
    expect(engineMoments(ADJUSTED, arms)).toEqual(engineMoments(METRIC, arms));
  });
});

describe('isTooSparse', () => {
  const arm = (n: number, each: number): ArmFigures => ({
    n,
    mean: 0,
    variance: 0,
    denominator: { mean: each, variance: 0, covariance: 0 },
  });

  it('is a ratio without anything to divide by in an arm, while hardly anything is expected there', () => {
    expect(isTooSparse(RATIO, { a: arm(100, 0.1), b: arm(90, 0) })).toBe(true);
    expect(isTooSparse(RATIO, { a: arm(100, 0.1), b: arm(100, 0.1) })).toBe(false);
    expect(isTooSparse(RATIO, { a: arm(1_000, 0.1), b: arm(1_000, 0) })).toBe(false);
  });

  it('is no ratio that never had anything to divide by, and no other metric', () => {
    expect(isTooSparse(RATIO, { a: arm(100, 0), b: arm(100, 0) })).toBe(false);
    expect(isTooSparse(METRIC, { a: arm(100, 0.1), b: arm(90, 0) })).toBe(false);
  });
});
