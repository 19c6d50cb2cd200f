import { describe, expect, test } from 'vitest';
import { lookHistory } from '#stats/engine/look-history.ts';

const fractionsOf = (earlier: readonly number[], now: number) =>
  lookHistory(
    earlier.map((informationFraction, look) => ({ look, informationFraction })),
    now,
    false,
  ).t;

describe('the history of a look', () => {
  test('sorts the earlier looks and leaves out those without information', () => {
    expect(fractionsOf([0.4, 0.2, 0], 0.5)).toEqual([0.2, 0.4, 0.5]);
  });

  test('takes looks within 0.1 % of each other for one, and no others', () => {
    expect(fractionsOf([0.4996], 0.5)).toEqual([0.5]);
    expect(fractionsOf([0.4994], 0.5)).toEqual([0.4994, 0.5]);
    expect(fractionsOf([0.6, 0.5], 0.5)).toEqual([0.5]);
  });

  test('has bounds between 0 and 8 that fall as the level rises', () => {
    const { boundAt } = lookHistory([{ look: 1, informationFraction: 0.01 }], 0.02, false);
    expect(boundAt(0.05)).toBe(8);
    const end = lookHistory([{ look: 1, informationFraction: 0.5 }], 1, true);
    expect(end.boundAt(1e-9)).toBeGreaterThan(5);
    expect(end.boundAt(0.99)).toBeGreaterThanOrEqual(0);
    expect(end.boundAt(0.01)).toBeGreaterThan(end.boundAt(0.05));
  });
});
