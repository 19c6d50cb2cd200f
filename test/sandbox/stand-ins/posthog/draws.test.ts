import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCourse } from '#sandbox/stand-ins/posthog/draws.ts';

describe('drawCourse of a proportion', () => {
  it('ends at exactly the total and never loses or invents a success', () => {
    const arm = fc
      .integer({ min: 1, max: 400 })
      .chain((units) => fc.tuple(fc.constant(units), fc.integer({ min: 0, max: units })));
    fc.assert(
      fc.property(arm, fc.integer({ min: 0, max: 1e6 }), ([units, successes], seed) => {
        const course = drawCourse(units, { kind: 'proportion', successes }, seed);
        let before = 0;
        for (let n = 1; n <= units; n += 1) {
          const ones = Math.round(course.at(n).mean * n);
          expect(ones - before === 0 || ones - before === 1).toBe(true);
          before = ones;
        }
        expect(before).toBe(successes);
      }),
      { numRuns: 50 },
    );
  });
  it('wanders as real data do: about as far from the final rate as chance takes it', () => {
    const halves = Array.from({ length: 300 }, (_, seed) => {
      return drawCourse(2_000, { kind: 'proportion', successes: 400 }, seed).at(1_000).mean * 1_000;
    });
    const mean = halves.reduce((sum, ones) => sum + ones, 0) / halves.length;
    const variance = halves.reduce((sum, ones) => sum + (ones - mean) ** 2, 0) / (halves.length - 1);
    // Hypergeometric: mean 200, variance 1000 · 0.2 · 0.8 · 1000/1999 = 80.04; bounds at 4 standard errors.
    expect(Math.abs(mean - 200)).toBeLessThan(4 * Math.sqrt(80.04 / 300));
    expect(variance / 80.04).toBeGreaterThan(1 - 4 * Math.sqrt(2 / 299));
    expect(variance / 80.04).toBeLessThan(1 + 4 * Math.sqrt(2 / 299));
  });
  it('is the same for the same seed and another for another', () => {
    const at = (seed: number) => drawCourse(1_000, { kind: 'proportion', successes: 300 }, seed).at(500).mean;
    expect(at(1)).toBe(at(1));
    expect(new Set([1, 2, 3, 4, 5, 6].map(at)).size).toBeGreaterThan(2);
  });
});

describe('drawCourse of a mean', () => {
  it.each([
    { units: 21_306, mean: 0.6527893551112363, variance: 134.28637185302165, nonZero: 122 },
    { units: 5_000, mean: 1.8, variance: 0.8 },
    { units: 2, mean: 5, variance: 2 },
  ])(
    'has the published mean and variance at the end, also when added up unit by unit: %j',
    ({ units, ...total }) => {
      const course = drawCourse(units, { kind: 'mean', ...total }, 3);
      expect(course.at(units)).toEqual({ n: units, mean: total.mean, m2: total.variance * (units - 1) });
      // All but the last unit, and the last one's value that follows: a path that ends where it says.
      const { n, mean, m2 } = course.at(units - 1);
      const last = total.mean * units - mean * n;
      const m2WithLast = m2 + ((last - mean) ** 2 * n) / units;
      expect(m2WithLast / (total.variance * (units - 1))).toBeCloseTo(1, 6);
    },
  );
  it('has values other than 0 for as many units as asked for', () => {
    const course = drawCourse(1_000, { kind: 'mean', mean: 0.5, variance: 30, nonZero: 40 }, 9);
    let moved = 0;
    let sum = 0;
    for (let n = 1; n <= 1_000; n += 1) {
      const now = course.at(n).mean * n;
      if (Math.abs(now - sum) > 1e-9) moved += 1;
      sum = now;
    }
    expect(moved).toBe(40);
  });
  it('starts with nothing', () => {
    expect(drawCourse(10, { kind: 'mean', mean: 1, variance: 1 }, 1).at(0)).toEqual({ n: 0, mean: 0, m2: 0 });
    expect(drawCourse(10, { kind: 'proportion', successes: 1 }, 1).at(0)).toEqual({ n: 0, mean: 0, m2: 0 });
  });
});
