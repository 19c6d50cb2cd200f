import { normalQuantile } from '#stats/distributions.ts';
import { type Moments, sampleVariance } from '#stats/moments/moments.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkInterim, conditionalPower, type InterimInput, secondStageBound } from './conditional-power.ts';
import type { ErrorRates } from './error-rates.ts';
import type { MeanMethod } from './power-means.ts';
import { sampleSizeForMeans } from './sample-size-means.ts';
import { type SampleSize, sampleSizeForProportions } from './sample-size-proportions.ts';

/** `pooled`: moments of all units so far without their arms; `absoluteEffect` as planned. */
export type BlindedMeanInput = ErrorRates & {
  readonly pooled: Moments;
  readonly absoluteEffect: number;
  readonly ratio?: number;
  readonly method?: MeanMethod;
};

/** `method` names the review; `variance` is the one the new size rests on. */
export type BlindedSize = { readonly kind: 'ok'; readonly variance: number; readonly size: SampleSize };

/**
 * A new size for a mean from the variance seen so far, arms unknown. The planned effect's share of that
 * variance, f(1 - f) d^2, is taken off (never below a tenth is left). No effect is seen, so alpha is
 * kept to within simulation error. Refuses `insufficient_sample` (below 4 units), `zero_variance`, and as
 * `sampleSizeForMeans`. Source: Kieser, Friede 2003.
 */
export function blindedSizeForMeans(input: BlindedMeanInput): BlindedSize | StatsRefusal {
  const { pooled, absoluteEffect, ratio = 1, ...plan } = input;
  if (!(pooled.n >= 4)) return refuse('insufficient_sample', 'fewer than 4 units in all');
  const total = sampleVariance(pooled);
  if (total === 0) return refuse('zero_variance', 'all units are alike');
  const share = ratio / (1 + ratio);
  const variance = Math.max(total / 10, total - share * (1 - share) * absoluteEffect ** 2);
  const size = sampleSizeForMeans({
    ...plan,
    ratio,
    standardizedEffect: absoluteEffect / Math.sqrt(variance),
  });
  return size.kind === 'refused' ? size : { kind: 'ok', variance, size };
}

/** `pooledRate`: the rate over both arms so far; `lift` as planned, relative. */
export type BlindedRateInput = ErrorRates & {
  readonly pooledRate: number;
  readonly lift: number;
  readonly ratio?: number;
};

/**
 * A new size for a rate from the overall rate seen so far, arms unknown, with the planned relative lift:
 * control rate = pooled / (1 + share of treatment x lift). Refuses as `sampleSizeForProportions`,
 * `invalid_input` for a lift of -100 % or less. Source: Gould 1992.
 */
export function blindedSizeForProportions(input: BlindedRateInput): BlindedSize | StatsRefusal {
  const { pooledRate, lift, ratio = 1, ...rates } = input;
  if (!(lift > -1)) return refuse('invalid_input', 'the lift must be above -100 %');
  const controlRate = pooledRate / (1 + (lift * ratio) / (1 + ratio));
  const size = sampleSizeForProportions({
    ...rates,
    ratio,
    controlRate,
    treatmentRate: controlRate * (1 + lift),
  });
  return size.kind === 'refused' ? size : { kind: 'ok', variance: controlRate * (1 - controlRate), size };
}

/**
 * `power`: conditional power to reach; `leastPower` (default 0.3): below it more units are
 * not worth their price; `mostUnits`: the largest total allowed.
 */
export type PromisingZoneInput = InterimInput & {
  readonly power: number;
  readonly leastPower?: number;
  readonly mostUnits: number;
};

/** `totalUnits` over both stages; conditional powers at the estimated effect, before and after. */
export type PromisingZone = {
  readonly kind: 'ok';
  readonly method: 'promising-zone';
  readonly zone: 'unfavourable' | 'promising' | 'favourable';
  readonly conditionalPower: number;
  readonly totalUnits: number;
  readonly newConditionalPower: number;
};

/**
 * The one look at the effect that may enlarge an experiment: if the chance of success lies
 * between `leastPower` and `power`, the second stage grows until it reaches `power` or
 * `mostUnits`. Must be followed by {@link combinedZ}, which keeps alpha exactly.
 * Refuses `invalid_input`. Source: Mehta, Pocock 2011; Cui, Hung, Wang 1999.
 */
export function promisingZone(input: PromisingZoneInput): PromisingZone | StatsRefusal {
  const { power, leastPower = 0.3, mostUnits, firstUnits, plannedUnits } = input;
  const problem = checkInterim(input);
  if (problem !== undefined) return problem;
  if (!(leastPower > 0 && leastPower <= power && power < 1) || !(mostUnits >= plannedUnits)) {
    return refuse('invalid_input', 'need 0 < least power <= power < 1 and room above the planned units');
  }
  const now = conditionalPower(input, plannedUnits - firstUnits);
  const zone = now >= power ? 'favourable' : now < leastPower ? 'unfavourable' : 'promising';
  const second = zone === 'promising' ? enlarged(input) : plannedUnits - firstUnits;
  return {
    kind: 'ok',
    method: 'promising-zone',
    zone,
    conditionalPower: now,
    totalUnits: firstUnits + second,
    newConditionalPower: conditionalPower(input, second),
  };
}

/** Second-stage units for the wanted conditional power, between the planned and the most allowed. */
function enlarged(input: PromisingZoneInput): number {
  const { z, firstUnits, plannedUnits, power, mostUnits } = input;
  const needed = (secondStageBound(input) + normalQuantile(power)) / z;
  const wanted = z > 0 ? Math.ceil(firstUnits * needed ** 2) : Number.POSITIVE_INFINITY;
  return Math.max(plannedUnits - firstUnits, Math.min(wanted, mostUnits - firstUnits));
}
