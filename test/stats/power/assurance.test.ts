import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalIsf, normalSf } from '#stats/distributions.ts';
import { assurance, assuranceForProportions } from '#stats/power/assurance.ts';
import { powerForProportions } from '#stats/power/power-proportions.ts';
import { given } from '../figures.ts';

describe('assurance', () => {
  test('agrees with the closed form of a normal prior with a known error', () => {
    const figure = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(figure(-3, 3), figure(-4, 4), figure(0.001, 0.2), (mean, logRatio, alpha) => {
        const sd = 10 ** logRatio;
        const result = given(assurance({ prior: { mean, sd }, standardError: 1, alpha, sided: 1 }));
        const closed = normalSf((normalIsf(alpha) - mean) / Math.sqrt(1 + sd * sd));
        expect(result.assurance).toBeCloseTo(closed, 9);
        expect(result.assurance).toBeLessThanOrEqual(result.ceiling + normalSf(normalIsf(alpha)));
      }),
    );
  });

  test('is the power at the prior mean when nothing is uncertain', () => {
    const plan = { controlRate: 0.1, controlUnits: 3000, treatmentUnits: 3000, alpha: 0.05 };
    const sure = given(assuranceForProportions({ ...plan, prior: { mean: 0.02, sd: 0 } }));
    expect(sure.assurance).toBeCloseTo(
      given(powerForProportions({ ...plan, treatmentRate: 0.12 })).power,
      12,
    );
  });

  test('is less than the power at the prior mean when the effect may be smaller', () => {
    const plan = { controlRate: 0.1, controlUnits: 5000, treatmentUnits: 5000, alpha: 0.05 };
    const power = given(powerForProportions({ ...plan, treatmentRate: 0.12 })).power;
    const unsure = given(assuranceForProportions({ ...plan, prior: { mean: 0.02, sd: 0.01 } }));
    expect(unsure.assurance).toBeLessThan(power);
    expect(unsure.provenGain + unsure.provenLoss).toBeCloseTo(unsure.assurance, 12);
  });

  test.each([
    ['zero_variance', { standardError: 0 }],
    ['invalid_input', { standardError: -1 }],
    ['invalid_input', { prior: { mean: 0, sd: -1 } }],
    ['invalid_input', { alpha: 1 }],
    ['invalid_input', { alpha: 5e-324 }],
  ])('refuses %s', (reason, change) => {
    const input = { prior: { mean: 0, sd: 1 }, standardError: 1, alpha: 0.05, ...change };
    expect(assurance(input)).toMatchObject({ kind: 'refused', reason });
  });
});
