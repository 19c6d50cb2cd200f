import fc from 'fast-check';
import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';

/** Arms as experiments have them: enough units, means and spreads over many orders of size. */
export const usualArm: fc.Arbitrary<Moments> = fc
  .record({
    n: fc.integer({ min: 2, max: 10_000_000 }),
    mean: fc.double({ min: -1000, max: 1000, noNaN: true }),
    deviation: fc.double({ min: 0.001, max: 1000, noNaN: true }),
  })
  .map(({ n, mean, deviation }) => momentsFromVariance(n, mean, deviation * deviation));

/** Anything that the type allows and is finite: absurd sizes, negative variances, fractional counts. */
export const anyArm: fc.Arbitrary<Moments> = fc.record({
  n: fc.oneof(
    fc.integer({ min: -2, max: 5 }),
    fc.maxSafeNat(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  mean: fc.double({ noNaN: true, noDefaultInfinity: true }),
  m2: fc.oneof(fc.constant(0), fc.double({ noNaN: true, noDefaultInfinity: true })),
});

/** Legal counts, small ones often. */
export const anyCounts = fc
  .oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100_000_000 }))
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }));

/** Error rates, absurdly small ones included. */
export const anyAlpha = fc.oneof(
  fc.constantFrom(0.05, 0.01, 0.1),
  fc.double({ min: 1e-12, max: 0.999, noNaN: true }),
);

/** How far two numbers are apart, relative to their size; 0 when they are the same. */
export function gap(one: number, other: number): number {
  return one === other ? 0 : Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
}

/** The same data in another unit: every value multiplied by `factor`. */
export function scaleMoments(moments: Moments, factor: number): Moments {
  return { n: moments.n, mean: moments.mean * factor, m2: moments.m2 * factor * factor };
}
