import { describe, expect, it } from 'vitest';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';

const DRAWS = 40_000;

function meanAndVariance(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (DRAWS - 1);
  return { mean, variance };
}

const cases: readonly (readonly [string, (random: RandomSource) => number, number, number])[] = [
  ['uniform', (random) => random.uniform(), 1 / 2, 1 / 12],
  ['normal', (random) => random.normal(), 0, 1],
  ['exponential', (random) => random.exponential(), 1, 1],
  ['gamma, small shape', (random) => random.gamma(0.3), 0.3, 0.3],
  ['gamma', (random) => random.gamma(7), 7, 7],
  ['beta', (random) => random.beta(2, 3), 2 / 5, 6 / 150],
  ['poisson, small mean', (random) => random.poisson(3), 3, 3],
  ['poisson, large mean', (random) => random.poisson(200), 200, 200],
  ['binomial', (random) => random.binomial(5000, 0.03), 150, 145.5],
];

describe('seededRandom', () => {
  it.each(cases)('%s has its mean and variance', (_, draw, mean, variance) => {
    const random = seededRandom(20_240_601);
    const got = meanAndVariance(() => draw(random));
    // Five standard errors of the mean; the seed is fixed, so this cannot flicker.
    expect(Math.abs(got.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
    expect(got.variance / variance).toBeGreaterThan(0.93);
    expect(got.variance / variance).toBeLessThan(1.07);
  });

  it('is the same stream everywhere', () => {
    const random = seededRandom(1);
    const first = [random.uniform(), random.uniform(), random.poisson(50), random.binomial(100, 0.5)];
    const again = seededRandom(1);
    expect([again.uniform(), again.uniform(), again.poisson(50), again.binomial(100, 0.5)]).toEqual(first);
    expect(first).toMatchInlineSnapshot(`
      [
        0.6332565408467165,
        0.03220049534100766,
        51,
        48,
      ]
    `);
  });

  it('keeps two streams apart however they interleave', () => {
    const alone = seededRandom(5);
    const expected = [alone.normal(), alone.gamma(2), alone.normal()];
    const one = seededRandom(5);
    const other = seededRandom(6);
    const mixed = [one.normal(), other.normal(), one.gamma(2), other.gamma(2), one.normal()];
    expect([mixed[0], mixed[2], mixed[4]]).toEqual(expected);
  });

  it('differs by seed, sign included', () => {
    const starts = [0, 1, 2, -1, 2 ** 40].map((seed) => seededRandom(seed).uniform());
    expect(new Set(starts).size).toBe(starts.length);
  });
});
