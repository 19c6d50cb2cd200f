import { describe, expect, it } from 'vitest';
import { boundState } from '#tools/system/bounds.ts';

const most = (count: number, of: number, bound: number) =>
  boundState({ name: 'a share', count, of, kind: 'at most', bound });
const least = (count: number, of: number, bound: number) =>
  boundState({ name: 'a share', count, of, kind: 'at least', bound });

describe('a promised share', () => {
  it('holds up to its bound, and if nothing was counted', () => {
    expect(most(10, 200, 0.05)).toBe('holds');
    expect(least(78, 100, 0.78)).toBe('holds');
    expect(most(0, 0, 0.05)).toBe('holds');
  });

  // Binomial tails by SciPy: P(X ≥ 11 | 200, 0.05) = 0.417, P(X ≥ 20) = 0.0027; P(X ≤ 100 | 130, 0.78) = 0.417,
  // P(X ≤ 85) = 0.0007.
  it('is beyond its bound by chance, or broken if chance does not explain it', () => {
    expect(most(11, 200, 0.05)).toBe('by chance');
    expect(most(20, 200, 0.05)).toBe('broken');
    expect(least(100, 130, 0.78)).toBe('by chance');
    expect(least(85, 130, 0.78)).toBe('broken');
  });

  it('allows nothing if its bound is 0, and counts thousands without losing the tail', () => {
    expect(most(1, 40, 0)).toBe('broken');
    expect(most(2_600, 100_000, 0.025)).toBe('by chance');
    expect(most(2_700, 100_000, 0.025)).toBe('broken');
  });
});
