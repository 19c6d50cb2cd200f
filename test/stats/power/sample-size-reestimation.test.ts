import { describe, expect, test } from 'vitest';
import { normalSf } from '#stats/distributions.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { mergeMoments, momentsOf } from '#stats/moments/moments.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';
import { combinedZ, conditionalPower } from '#stats/power/conditional-power.ts';
import {
  blindedSizeForMeans,
  blindedSizeForProportions,
  promisingZone,
} from '#stats/power/sample-size-reestimation.ts';
import { given } from '../figures.ts';

const PLAN = { firstUnits: 500, plannedUnits: 1000, alpha: 0.025 };
const ZONE = { ...PLAN, power: 0.9, mostUnits: 3000 };

/** One experiment whose second stage may grow; `drift` is the mean of Z at the planned end. */
function runAdaptive(random: RandomSource, drift: number) {
  const perUnit = drift / Math.sqrt(PLAN.plannedUnits);
  const firstZ = perUnit * Math.sqrt(PLAN.firstUnits) + random.normal();
  const { totalUnits } = given(promisingZone({ ...ZONE, z: firstZ }));
  const second = totalUnits - PLAN.firstUnits;
  const secondZ = perUnit * Math.sqrt(second) + random.normal();
  const naive = (Math.sqrt(PLAN.firstUnits) * firstZ + Math.sqrt(second) * secondZ) / Math.sqrt(totalUnits);
  const combined = given(combinedZ({ firstZ, secondZ, firstShare: 0.5, alpha: PLAN.alpha }));
  return { proven: combined.proven, naive: normalSf(naive) < PLAN.alpha };
}

function share(runs: number, outcome: () => boolean): number {
  let count = 0;
  for (let run = 0; run < runs; run += 1) if (outcome()) count += 1;
  return count / runs;
}

describe('the promising zone', () => {
  test('leaves clear cases alone and grows the middle up to its limit', () => {
    const zone = (z: number) => given(promisingZone({ ...ZONE, z }));
    expect(zone(0.3)).toMatchObject({ zone: 'unfavourable', totalUnits: 1000 });
    expect(zone(2.5)).toMatchObject({ zone: 'favourable', totalUnits: 1000 });
    const grown = zone(1.7);
    expect(grown.zone).toBe('promising');
    expect(grown.totalUnits).toBeGreaterThan(1000);
    expect(grown.newConditionalPower).toBeGreaterThanOrEqual(0.9);
    expect(zone(1.2)).toMatchObject({ zone: 'promising', totalUnits: 3000 });
  });

  test('conditional power without interim evidence is the chance of the rest alone', () => {
    const first = conditionalPower({ ...PLAN, z: 0 }, 500);
    expect(first).toBeCloseTo(normalSf(1.959963984540054 / Math.sqrt(0.5)), 12);
  });

  test('the weighted statistic keeps alpha whatever the growth', () => {
    const random = seededRandom(11);
    const rate = share(100_000, () => runAdaptive(random, 0).proven);
    // Standard error of the simulated rate: 0.0005.
    expect(rate).toBeGreaterThan(0.0235);
    expect(rate).toBeLessThan(0.0265);
  });

  test('growth pays in power when the effect is smaller than hoped', () => {
    const random = seededRandom(12);
    const fixed = normalSf(1.959963984540054 - 2.4);
    expect(share(20_000, () => runAdaptive(random, 2.4).proven)).toBeGreaterThan(fixed + 0.05);
  });

  test.each([
    { firstUnits: 1000 },
    { firstUnits: 0 },
    { plannedUnits: 0 },
    { mostUnits: 900 },
    { power: 1 },
    { leastPower: 0.95 },
    { z: Number.NaN },
  ])('refuses %o', (change) => {
    expect(promisingZone({ ...ZONE, z: 1, ...change })).toMatchObject({ reason: 'invalid_input' });
  });
});

describe('blinded review', () => {
  test('takes the planned effect out of the pooled variance', () => {
    const control = momentsOf([1, 2, 3, 4, 5, 6]);
    const treatment = momentsOf([3, 4, 5, 6, 7, 8]);
    const result = blindedSizeForMeans({
      pooled: mergeMoments(control, treatment),
      absoluteEffect: 2,
      alpha: 0.05,
      power: 0.8,
    });
    const pooled = (17.5 * 2 + 12) / 11;
    expect(given(result).variance).toBeCloseTo(pooled - 1, 12);
  });

  test('splits the pooled rate by the planned lift', () => {
    const result = given(blindedSizeForProportions({ pooledRate: 0.11, lift: 0.2, alpha: 0.05, power: 0.8 }));
    expect(result.size.controlUnits).toBe(3839);
    expect(blindedSizeForProportions({ pooledRate: 0.11, lift: -1, alpha: 0.05, power: 0.8 })).toMatchObject({
      reason: 'invalid_input',
    });
  });

  test('keeps alpha of the final Welch test', () => {
    const random = seededRandom(13);
    const draw = (units: number, sd: number) =>
      momentsOf(Array.from({ length: units }, () => sd * random.normal()));
    const rate = share(8000, () => {
      const [control, treatment] = [draw(20, 1.5), draw(20, 1.5)];
      const pooled = mergeMoments(control, treatment);
      const review = blindedSizeForMeans({ pooled, absoluteEffect: 1, alpha: 0.05, power: 0.8, method: 'z' });
      const more = Math.max(0, given(review).size.controlUnits - 20);
      const outcome = welchTest({
        control: mergeMoments(control, draw(more, 1.5)),
        treatment: mergeMoments(treatment, draw(more, 1.5)),
        alpha: 0.05,
      });
      return given(outcome).pValue < 0.05;
    });
    // Standard error 0.0024; the published inflation at such sizes is below 0.001.
    expect(rate).toBeGreaterThan(0.042);
    expect(rate).toBeLessThan(0.058);
  });

  test.each([
    ['insufficient_sample', momentsOf([1, 2, 3])],
    ['zero_variance', momentsOf([2, 2, 2, 2])],
  ])('refuses %s', (reason, pooled) => {
    expect(blindedSizeForMeans({ pooled, absoluteEffect: 1, alpha: 0.05, power: 0.8 })).toMatchObject({
      reason,
    });
  });
});
