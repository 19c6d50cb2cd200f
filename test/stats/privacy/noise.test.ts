import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { geometricNoise } from '#stats/privacy/geometric-noise.ts';
import { laplaceNoise } from '#stats/privacy/laplace-noise.ts';
import { given, numbersIn } from '../figures.ts';

describe('Laplace noise', () => {
  test('is the inverse distribution function at u', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.499, max: 0.499, noNaN: true }), (u) => {
        const { noise, scale } = given(laplaceNoise({ sensitivity: 3, epsilon: 0.5, u }));
        const share = noise < 0 ? 0.5 * Math.exp(noise / scale) : 1 - 0.5 * Math.exp(-noise / scale);
        expect(share - 0.5).toBeCloseTo(u, 12);
      }),
    );
  });

  test('tells the variance that a test must add', () => {
    const result = given(laplaceNoise({ sensitivity: 1, epsilon: 0.1, u: -0.4 }));
    expect(result.noise).toBeCloseTo(-16.094379124341007, 10);
    expect(result.variance).toBeCloseTo(200, 10);
    expect(result.halfWidth95).toBeCloseTo(29.957322735539908, 10);
    expect(Object.is(given(laplaceNoise({ sensitivity: 5, epsilon: 2, u: 0 })).noise, 0)).toBe(true);
  });

  test.each([{ sensitivity: 0 }, { epsilon: 0 }, { epsilon: -1 }, { u: 0.5 }, { u: Number.NaN }])(
    'refuses %o',
    (change) => {
      expect(laplaceNoise({ sensitivity: 1, epsilon: 1, u: 0, ...change })).toMatchObject({
        reason: 'invalid_input',
      });
    },
  );

  test('gives a number or a reason, whatever the input', () => {
    const anything = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(anything, anything, anything, (sensitivity, epsilon, u) => {
        expect(numbersIn(laplaceNoise({ sensitivity, epsilon, u })).some(Number.isNaN)).toBe(false);
      }),
    );
  });
});

describe('geometric noise', () => {
  const draws = (epsilon: number, count: number) => {
    const random = seededRandom(21);
    return Array.from({ length: count }, () => given(geometricNoise({ sensitivity: 1, epsilon, random })));
  };

  test('is whole, centred, as wide as promised, and follows its law', () => {
    const results = draws(0.5, 40_000);
    const noises = results.map(({ noise }) => noise);
    expect(noises.every(Number.isInteger)).toBe(true);
    const mean = noises.reduce((sum, noise) => sum + noise, 0) / noises.length;
    const variance = noises.reduce((sum, noise) => sum + noise * noise, 0) / noises.length;
    const [first] = results;
    // Standard errors of mean and variance: 0.014 and about 0.09.
    expect(Math.abs(mean)).toBeLessThan(0.06);
    expect(Math.abs(variance - (first?.variance ?? 0))).toBeLessThan(0.4);
    const ratio = Math.exp(-0.5);
    const shareOf = (k: number) => noises.filter((noise) => noise === k).length / noises.length;
    for (const k of [-3, 0, 2]) {
      expect(Math.abs(shareOf(k) - ((1 - ratio) / (1 + ratio)) * ratio ** Math.abs(k))).toBeLessThan(0.01);
    }
  });

  test('stays within its half-width in at least 95 of 100 draws, and less would not do', () => {
    for (const epsilon of [0.05, 0.5, 2]) {
      const ratio = Math.exp(-epsilon);
      const outside = (k: number) => (2 * ratio ** (k + 1)) / (1 + ratio);
      const { halfWidth95 } = given(geometricNoise({ sensitivity: 1, epsilon, random: seededRandom(1) }));
      expect(outside(halfWidth95)).toBeLessThanOrEqual(0.05 + 1e-12);
      if (halfWidth95 > 0) expect(outside(halfWidth95 - 1)).toBeGreaterThan(0.05);
    }
  });

  test('repeats with its seed', () => {
    expect(draws(0.3, 20)).toEqual(draws(0.3, 20));
  });

  test.each([
    { sensitivity: 0.5 },
    { sensitivity: 0 },
    { epsilon: 0 },
    { epsilon: Number.POSITIVE_INFINITY },
  ])('refuses %o', (change) => {
    const input = { sensitivity: 1, epsilon: 1, random: seededRandom(1), ...change };
    expect(geometricNoise(input)).toMatchObject({ reason: 'invalid_input' });
  });
});
