import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelay } from '#journal/backoff.ts';
import { LONGEST_WAIT } from '#ports/clock-skew.ts';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelay', () => {
  it.each([
    [1, 0, 500],
    [2, 0, 1_000],
    [3, 0.5, 3_000],
    [9, 0, 128_000],
    [10, 0, 150_000],
    [60, 0.5, 225_000],
  ])('after attempt %i with chance %d waits %i ms', (attempts, random, expected) => {
    expect(retryDelay(attempts, null, () => random)).toBe(expected);
  });

  it('never waits less than the far side asks for, nor much more than either bound, nor longer than any process may', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(3_600_000), share, (attempts, asked, random) => {
        const delay = retryDelay(attempts, asked, () => random);
        expect(delay).toBeGreaterThanOrEqual(Math.min(asked, LONGEST_WAIT - 1_000));
        expect(delay).toBeLessThanOrEqual(Math.min(LONGEST_WAIT, Math.max(asked + 1_000, 300_000)));
      }),
    );
  });
});
