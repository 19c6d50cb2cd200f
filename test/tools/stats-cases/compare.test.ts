import { describe, expect, it } from 'vitest';
import type { CaseOutput } from '#tools/stats-cases/case-function.ts';
import { compare, type Expected, type Tolerance } from '#tools/stats-cases/compare.ts';

const tol: Tolerance = { rel: 1e-9, abs: 0, fields: {} };

function passes(expected: Expected, output: CaseOutput, fn = 'any', tolerance = tol): boolean {
  return compare(fn, expected, output, tolerance).length === 0;
}

describe('compare', () => {
  it('allows the larger of both tolerances, and a field its own', () => {
    expect(passes({ a: 1 }, { a: 1 + 5e-10 })).toBe(true);
    expect(passes({ a: 1 }, { a: 1 + 5e-9 })).toBe(false);
    expect(passes({ a: 0 }, { a: 1e-13 }, 'any', { ...tol, abs: 1e-12 })).toBe(true);
    const own = { ...tol, fields: { b: { rel: 0.1, abs: 0 } } };
    expect(passes({ a: 1, b: 1 }, { a: 1, b: 1.05 }, 'any', own)).toBe(true);
    expect(passes({ a: 1, b: 1 }, { a: 1.05, b: 1 }, 'any', own)).toBe(false);
  });

  it('knows infinities, null, booleans and lists', () => {
    expect(passes({ a: 'Infinity', b: '-Infinity' }, { a: Infinity, b: -Infinity })).toBe(true);
    expect(passes({ a: 'Infinity' }, { a: 1e308 })).toBe(false);
    expect(passes({ a: 1e308 }, { a: Infinity }, 'any', { ...tol, abs: Infinity })).toBe(false);
    expect(passes({ a: null }, { a: null })).toBe(true);
    expect(passes({ a: null }, { a: 0 })).toBe(false);
    expect(passes({ a: 1 }, { a: null })).toBe(false);
    expect(passes({ a: true }, { a: true })).toBe(true);
    expect(passes({ a: [1, null, 'Infinity'] }, { a: [1, null, Infinity] })).toBe(true);
    expect(passes({ a: [1, 2] }, { a: [1] })).toBe(false);
  });

  it('never lets NaN or a missing field through, but for the optional ones', () => {
    expect(passes({ a: 1 }, { a: Number.NaN }, 'any', { ...tol, abs: Infinity })).toBe(false);
    expect(passes({ a: 1 }, {})).toBe(false);
    expect(passes({ lnP: -5, pDelta: 0.1, rhoExact: 1 }, {})).toBe(true);
    expect(passes({ lnP: -5 }, { lnP: -6 })).toBe(false);
    expect(passes({ a: 1 }, { a: 1, more: 2 })).toBe(true);
  });

  it('wants counts, ranks, looks and chi-squared df exactly', () => {
    const loose = { ...tol, rel: 0.5 };
    expect(passes({ nControl: 100 }, { nControl: 101 }, 'any', loose)).toBe(false);
    expect(passes({ nControlExact: 100 }, { nControlExact: 101 }, 'any', loose)).toBe(true);
    expect(passes({ nominalP: 1 }, { nominalP: 0.9 }, 'any', loose)).toBe(true);
    expect(passes({ upperRank: 5 }, { upperRank: 6 }, 'any', loose)).toBe(false);
    expect(passes({ df: 3 }, { df: 4 }, 'srm.chiSquare', loose)).toBe(false);
    expect(passes({ df: 3 }, { df: 4 }, 'welch.t', loose)).toBe(true);
  });

  it('accepts 0 for a p-value below 1e-300, and then looks at its logarithm', () => {
    expect(passes({ p: 1e-310, lnP: -713 }, { p: 0, lnP: -713 })).toBe(true);
    expect(passes({ p: 1e-310, lnP: -713 }, { p: 0, lnP: -700 })).toBe(false);
    expect(passes({ p: 1e-290 }, { p: 0 })).toBe(false);
  });

  it('takes any group-sequential z from 8 on as equal', () => {
    expect(passes({ z: [11.8, 'Infinity', 4.35] }, { z: [8, 9, 4.35] }, 'gs.spendingBounds')).toBe(true);
    expect(passes({ z: [11.8] }, { z: [7.9] }, 'gs.spendingBounds')).toBe(false);
    expect(passes({ z: [11.8] }, { z: [8] }, 'other')).toBe(false);
  });

  it('wants the same error code', () => {
    expect(passes({ error: 'zero_variance' }, { error: 'zero_variance' })).toBe(true);
    expect(passes({ error: 'zero_variance' }, { error: 'invalid_input' })).toBe(false);
    expect(passes({ error: 'zero_variance' }, { p: 1 })).toBe(false);
    expect(passes({ p: 1 }, { error: 'zero_variance' })).toBe(false);
  });
});
