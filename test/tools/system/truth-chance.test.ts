import { describe, expect, it } from 'vitest';
import { createTruthChance } from '#tools/system/truth-chance.ts';

function momentsOf(count: number, draw: () => number) {
  const values = Array.from({ length: count }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const skew = values.reduce((sum, value) => sum + ((value - mean) / Math.sqrt(variance)) ** 3, 0) / count;
  return { mean, variance, skew };
}

describe('the generator of the truth', () => {
  it('draws uniform, normal and Poisson values with the moments of their distributions', () => {
    const chance = createTruthChance('moments', 7);
    const uniform = momentsOf(100_000, chance.uniform);
    expect(Math.abs(uniform.mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 100_000));
    expect(Math.abs(uniform.variance - 1 / 12)).toBeLessThan(0.001);
    const normal = momentsOf(100_000, chance.normal);
    expect(Math.abs(normal.mean)).toBeLessThan(4 / Math.sqrt(100_000));
    expect(Math.abs(normal.variance - 1)).toBeLessThan(0.02);
    expect(Math.abs(normal.skew)).toBeLessThan(0.04);
    const poisson = momentsOf(20_000, () => chance.poisson(3.5));
    expect(Math.abs(poisson.mean - 3.5)).toBeLessThan(4 * Math.sqrt(3.5 / 20_000));
    expect(Math.abs(poisson.variance - 3.5)).toBeLessThan(0.2);
    expect(chance.poisson(0)).toBe(0);
  });

  it('draws the same of the same words, and something else of others', () => {
    const drawn = (...words: readonly (string | number)[]) => {
      const { uniform } = createTruthChance(...words);
      return Array.from({ length: 20 }, uniform);
    };
    expect(drawn('arrivals', 1, 2)).toEqual(drawn('arrivals', 1, 2));
    const others = [
      drawn('arrivals', 1, 2),
      drawn('arrivals', 2, 1),
      drawn('arrivals', 12),
      drawn('values', 1, 2),
    ];
    expect(new Set(others.flat()).size).toBe(80);
  });
});
