import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustPValues, type MultiplicityMethod } from '#stats/multiplicity/multiplicity.ts';
import { given } from '#test/stats/figures.ts';

const METHODS: readonly MultiplicityMethod[] = ['bonferroni', 'holm', 'hochberg', 'bh', 'by'];
const pValue = fc.double({ min: 0, max: 1, noNaN: true });

describe.each(METHODS)('%s', (method) => {
  test('never lowers a p-value, keeps their order and stays within 0..1', () => {
    fc.assert(
      fc.property(fc.array(pValue, { maxLength: 20 }), (pValues) => {
        const adjusted = given(adjustPValues(pValues, method)).adjusted.map((p) => p ?? Number.NaN);
        for (const [i, raw] of pValues.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(raw);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of pValues.entries()) {
            if (raw <= other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN);
          }
        }
      }),
    );
  });

  test('ignores missing p-values without counting them', () => {
    const full = given(adjustPValues([0.03, 0.01], method)).adjusted;
    const gaps = given(adjustPValues([null, 0.03, null, 0.01], method));
    expect(gaps.adjusted).toEqual([null, full[0], null, full[1]]);
    expect(gaps.n).toBe(2);
  });

  test('gives nothing for nothing, and one p-value back as it was', () => {
    expect(adjustPValues([], method)).toMatchObject({ kind: 'ok', adjusted: [], n: 0 });
    expect(adjustPValues([0.3], method)).toMatchObject({ adjusted: [0.3] });
  });

  test.each([-0.1, 1.1, Number.NaN])('refuses %d', (bad) => {
    expect(adjustPValues([0.2, bad], method)).toMatchObject({ kind: 'refused', reason: 'invalid_input' });
  });
});

describe('against each other', () => {
  test('the less a method assumes or the more it holds, the larger its p-values', () => {
    fc.assert(
      fc.property(fc.array(pValue, { minLength: 1, maxLength: 12 }), (pValues) => {
        const by = (method: MultiplicityMethod) => given(adjustPValues(pValues, method)).adjusted;
        for (const [i] of pValues.entries()) {
          const at = (method: MultiplicityMethod) => by(method)[i] ?? Number.NaN;
          expect(at('holm')).toBeLessThanOrEqual(at('bonferroni'));
          expect(at('hochberg')).toBeLessThanOrEqual(at('holm'));
          expect(at('bh')).toBeLessThanOrEqual(at('hochberg') * (1 + 1e-12));
          expect(at('bh')).toBeLessThanOrEqual(at('by'));
        }
      }),
    );
  });

  test('published example: the fifteen p-values of Benjamini and Hochberg 1995', () => {
    const pValues = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const rejected = (method: MultiplicityMethod) =>
      given(adjustPValues(pValues, method)).adjusted.filter((p) => (p ?? 1) <= 0.05).length;
    expect(rejected('bonferroni')).toBe(3);
    expect(rejected('hochberg')).toBe(3);
    expect(rejected('bh')).toBe(4);
  });
});
