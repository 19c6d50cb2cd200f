import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  briefInterval,
  briefPercent,
  count,
  level,
  percent,
  pValue,
  rate,
  signedPercent,
} from '#domain/figures.ts';

describe('figures as people read them', () => {
  it.each([
    [count(44_700), '44,700'],
    [count(0), '0'],
    [count(999.5), '1,000'],
    [percent(0.04), '4 %'],
    [percent(0.0384), '3.84 %'],
    [percent(8_279 / 45_489), '18.2 %'],
    [percent(1), '100 %'],
    [percent(0), '0 %'],
    [percent(10), '1000 %'],
    [rate(0.182), '18.20 %'],
    [signedPercent(0.073), '+7.30 %'],
    [signedPercent(-0.0431), '−4.31 %'],
    [signedPercent(0), '0.00 %'],
    [signedPercent(-0.00001), '0.00 %'],
    [signedPercent(0.00004), '0.00 %'],
    [pValue(0.00155), '0.0015'],
    [pValue(0.00009), '< 0.0001'],
    [pValue(0.0001), '0.0001'],
    [pValue(1), '1.0000'],
    [level(0), '0'],
    [level(0.190201), '0.1902'],
    [level(2.4), '2.4'],
    [level(1_234.5), '1,235'],
    [level(-0.5), '-0.5'],
    [briefPercent(-0.0431), '−4.3 %'],
    [briefPercent(0.7214), '+72.1 %'],
    [briefPercent(0.01), '+1.0 %'],
    [briefPercent(0.0016), '+0.16 %'],
    [briefPercent(-0.00004), '0 %'],
    [briefInterval({ lower: -0.1006, upper: 0.0104 }), '−10.1 to +1.0'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });

  it('never show a sum of trailing zeros, an exponent or a figure that is off by half its last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (share) => {
        const shown = percent(share);
        expect(shown).toMatch(/^\d+(\.\d?[1-9])? %$/);
        expect(Math.abs(Number.parseFloat(shown) - share * 100)).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});
