import fc from 'fast-check';
import { classicBounds } from '#stats/group-sequential/classic-bounds.ts';
import { futilityBounds } from '#stats/group-sequential/futility.ts';
import { sequentialInflation } from '#stats/group-sequential/inflation.ts';
import { medianUnbiased } from '#stats/group-sequential/median-unbiased.ts';
import { operatingCharacteristics } from '#stats/group-sequential/operating-characteristics.ts';
import { checkFractions, spendingBounds } from '#stats/group-sequential/spending-bounds.ts';
import { adjustSize } from '#stats/power/adjusted-size.ts';
import { assurance, assuranceForProportions } from '#stats/power/assurance.ts';
import { checkInterim, combinedZ } from '#stats/power/conditional-power.ts';
import { checkAlpha } from '#stats/power/error-rates.ts';
import { mdeForLift, mdeForMeans, mdeForProportions } from '#stats/power/minimum-detectable-effect.ts';
import { plannedDuration } from '#stats/power/planned-duration.ts';
import { powerForMeans } from '#stats/power/power-means.ts';
import { checkRates, powerForProportions } from '#stats/power/power-proportions.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { sampleSizeForArms } from '#stats/power/sample-size-multi-arm.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';
import { checkRatio, sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import {
  blindedSizeForMeans,
  blindedSizeForProportions,
  promisingZone,
} from '#stats/power/sample-size-reestimation.ts';
import {
  alpha,
  count,
  direction,
  type Entry,
  entry,
  finite,
  fractions,
  list,
  moments,
  positive,
  RUNS,
  share,
  sided,
} from './figures.ts';

const rates = { alpha, power: alpha, sided };
const units = { controlUnits: count, treatmentUnits: count };
const spending = fc.oneof(
  fc.record({ spending: fc.constantFrom('obf' as const, 'pocock' as const) }),
  fc.record({
    spending: fc.constantFrom('power' as const, 'hsd' as const),
    param: fc.oneof(finite, fc.double({ min: 0.1, max: 5, noNaN: true })),
  }),
);
const spendingPlan = fc
  .tuple(spending, fc.record({ alpha, sided, t: fractions, final: fc.boolean() }))
  .map(([kind, plan]) => ({ ...kind, ...plan }));
const ratio = fc.oneof(fc.double({ min: 0.1, max: 10, noNaN: true }), finite);
const prior = fc.record({ mean: finite, sd: finite });
const interim = { z: finite, firstUnits: count, plannedUnits: count, alpha };
const meanMethod = fc.constantFrom('z' as const, 't' as const);

/** Plans: sample sizes, power, bounds. */
export const DESIGNS: readonly Entry[] = [
  entry(spendingBounds, [spendingPlan], RUNS.few * 3),
  entry(checkFractions, [fractions]),
  entry(
    classicBounds,
    [
      fc.record({
        type: fc.constantFrom('pocock' as const, 'obf' as const),
        looks: fc.oneof(
          { weight: 9, arbitrary: fc.integer({ min: -1, max: 6 }) },
          { weight: 1, arbitrary: finite },
        ),
        alpha,
        sided,
      }),
    ],
    RUNS.few,
  ),
  entry(
    futilityBounds,
    [
      fc.record({
        t: fractions,
        alpha: alpha,
        power: alpha,
        alphaSpending: spending,
        betaSpending: spending,
      }),
    ],
    RUNS.few,
  ),
  entry(
    sequentialInflation,
    [fc.tuple(spendingPlan, alpha).map(([plan, power]) => ({ ...plan, power }))],
    RUNS.few,
  ),
  entry(
    operatingCharacteristics,
    [
      fc.record({
        t: fractions,
        upper: list(finite),
        lower: fc.oneof(list(finite), fc.constantFrom('symmetric' as const, 'none' as const)),
        drift: finite,
      }),
    ],
    RUNS.few,
  ),
  entry(medianUnbiased, [fc.record({ t: fractions, bounds: list(positive), statistic: finite })], RUNS.few),
  entry(adjustSize, [
    fc.record({
      units: count,
      covariateCorrelation: finite,
      sequentialFactor: finite,
      exposedShare: fc.oneof(share, finite),
    }),
  ]),
  entry(assurance, [fc.record({ prior, standardError: finite, alpha, sided })], RUNS.some),
  entry(
    assuranceForProportions,
    [fc.record({ controlRate: alpha, ...units, prior, alpha, sided })],
    RUNS.some,
  ),
  entry(checkInterim, [fc.record(interim)]),
  entry(combinedZ, [fc.record({ firstZ: finite, secondZ: finite, firstShare: alpha, alpha })]),
  entry(checkAlpha, [alpha, sided]),
  entry(mdeForProportions, [fc.record({ ...rates, ...units, controlRate: alpha, direction })]),
  entry(mdeForMeans, [fc.record({ ...rates, ...units, mean: finite, variance: finite })]),
  entry(mdeForLift, [fc.record({ ...rates, mean: finite, variance: finite, unitsPerVariant: count })]),
  entry(plannedDuration, [
    fc.record({ unitsPerVariant: list(count, 3), allocation: list(share, 3), dailyUnits: count }),
  ]),
  entry(
    powerForMeans,
    [fc.record({ standardizedEffect: finite, ...units, alpha, sided, method: meanMethod })],
    RUNS.some,
  ),
  entry(powerForProportions, [
    fc.record({ controlRate: alpha, treatmentRate: alpha, ...units, alpha, sided }),
  ]),
  entry(checkRates, [alpha, alpha]),
  entry(checkRatio, [finite]),
  entry(
    sampleSizeForMeans,
    [fc.record({ ...rates, standardizedEffect: finite, method: meanMethod, ratio })],
    RUNS.few * 3,
  ),
  entry(
    sampleSizeForProportions,
    [fc.record({ ...rates, controlRate: alpha, treatmentRate: alpha, ratio })],
    RUNS.some,
  ),
  entry(
    sampleSizeForArms,
    [
      fc.record({
        ...rates,
        effect: fc.oneof(
          fc.record({ kind: fc.constant('proportion' as const), controlRate: alpha, treatmentRate: alpha }),
          fc.record({ kind: fc.constant('mean' as const), standardizedEffect: finite, method: meanMethod }),
        ),
        arms: fc.oneof(fc.integer({ min: -1, max: 101 }), finite),
        comparisons: fc.constantFrom('against-control' as const, 'all-pairs' as const),
      }),
    ],
    RUNS.few * 3,
  ),
  entry(sampleSizeForNonInferiority, [
    fc.record({ variance: finite, margin: finite, alpha, power: alpha, expectedGain: finite }),
  ]),
  entry(blindedSizeForMeans, [
    fc.record({
      ...rates,
      pooled: moments,
      absoluteEffect: finite,
      ratio,
      method: meanMethod,
    }),
  ]),
  entry(blindedSizeForProportions, [fc.record({ ...rates, pooledRate: alpha, lift: finite, ratio })]),
  entry(
    promisingZone,
    [fc.record({ ...interim, power: alpha, leastPower: alpha, mostUnits: count })],
    RUNS.some,
  ),
];
