import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustSize } from '#stats/power/adjusted-size.ts';
import { assurance, assuranceForProportions } from '#stats/power/assurance.ts';
import { combinedZ } from '#stats/power/conditional-power.ts';
import { mdeForLift, mdeForMeans, mdeForProportions } from '#stats/power/minimum-detectable-effect.ts';
import { plannedDuration } from '#stats/power/planned-duration.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import {
  blindedSizeForMeans,
  blindedSizeForProportions,
  promisingZone,
} from '#stats/power/sample-size-reestimation.ts';
import { numbersIn } from '../figures.ts';

// Half of the figures are such that a plan could hold them, so that the checks let some through.
const anything = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 1e6 }),
);
const rates = fc.record({
  alpha: fc.oneof(anything, fc.constant(0.05)),
  power: fc.oneof(anything, fc.constant(0.8)),
});

function expectNumbers(...results: readonly unknown[]) {
  for (const result of results) expect(numbersIn(result).some(Number.isNaN)).toBe(false);
}

test('sizes', () => {
  fc.assert(
    fc.property(rates, anything, anything, anything, (plan, a, b, c) => {
      expectNumbers(
        sampleSizeForProportions({ ...plan, controlRate: a, treatmentRate: b, ratio: c }),
        sampleSizeForProportions({ ...plan, controlRate: a, treatmentRate: b, method: 'arcsine' }),
        sampleSizeForMeans({ ...plan, standardizedEffect: a, ratio: b }),
        sampleSizeForNonInferiority({ ...plan, variance: a, margin: b, expectedGain: c }),
        powerForMeans({ ...plan, standardizedEffect: a, controlUnits: b, treatmentUnits: c }),
        adjustSize({ units: a, covariateCorrelation: b, sequentialFactor: c }),
        plannedDuration({ unitsPerVariant: [a, b], allocation: [b, c], dailyUnits: a }),
      );
    }),
  );
});

test('smallest effects', () => {
  fc.assert(
    fc.property(rates, anything, anything, anything, anything, (plan, a, b, c, d) => {
      expectNumbers(
        mdeForProportions({ ...plan, controlRate: a, controlUnits: b, treatmentUnits: c }),
        mdeForProportions({
          ...plan,
          controlRate: a,
          controlUnits: b,
          treatmentUnits: c,
          direction: 'decrease',
        }),
        mdeForMeans({ ...plan, mean: a, variance: b, controlUnits: c, treatmentUnits: d }),
        mdeForLift({ ...plan, mean: a, variance: b, unitsPerVariant: c }),
      );
    }),
  );
});

test('assurance and re-estimation', () => {
  fc.assert(
    fc.property(rates, anything, anything, anything, anything, (plan, a, b, c, d) => {
      expectNumbers(
        assurance({ alpha: plan.alpha, prior: { mean: a, sd: b }, standardError: c }),
        assuranceForProportions({
          alpha: plan.alpha,
          prior: { mean: a, sd: b },
          controlRate: c,
          controlUnits: d,
          treatmentUnits: a,
        }),
        combinedZ({ firstZ: a, secondZ: b, firstShare: c, alpha: plan.alpha }),
        promisingZone({ ...plan, z: a, firstUnits: b, plannedUnits: c, mostUnits: d }),
        blindedSizeForMeans({ ...plan, pooled: { n: a, mean: b, m2: c }, absoluteEffect: d, method: 'z' }),
        blindedSizeForProportions({ ...plan, pooledRate: a, lift: b, ratio: c }),
      );
    }),
  );
});
