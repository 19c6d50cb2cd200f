import { findRoot } from '#stats/numerics/find-root.ts';
import { memoize } from '#stats/numerics/memoize.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkErrorRates, requiredDistance } from '#stats/power/error-rates.ts';
import { continuation } from './continuation.ts';
import { type Characteristics, characteristicsUnder } from './operating-characteristics.ts';
import { checkPlan, planKey, type SpendingPlan, spendingBounds } from './spending-bounds.ts';

/** A spending plan and the power it is to keep. */
export type InflationInput = SpendingPlan & { readonly power: number };

/**
 * Sample sizes as multiples of the fixed-horizon size at the same alpha and power:
 * `maximum` if no look stops, `expectedUnderEffect` and `expectedUnderNull` on average.
 * `drift` is the mean of Z at t = 1 under the planned effect.
 */
export type Inflation = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly power: number;
  readonly drift: number;
  readonly maximum: number;
  readonly expectedUnderEffect: number;
  readonly expectedUnderNull: number;
};

/**
 * What looking on the way costs and saves. Power is the chance of crossing the upper bound.
 * Refuses as `spendingBounds` does, and `invalid_input` for a power not between alpha and 1.
 * Source: Jennison, Turnbull 2000, ch. 7.
 */
export function sequentialInflation(input: InflationInput): Inflation | StatsRefusal {
  return checkPlan(input) ?? checkErrorRates(input) ?? remembered(input);
}

const remembered = memoize(compute, (input) => `${planKey(input)}|${input.power}`, 64);

function compute(input: InflationInput): Inflation | StatsRefusal {
  const bounds = spendingBounds(input);
  if (bounds.kind === 'refused') return bounds;
  const { t, z } = bounds;
  const last = t[t.length - 1] ?? 1;
  const fixed = requiredDistance(input) / Math.sqrt(last);
  const most = 4 * fixed + 10 / Math.sqrt(last);
  const lower = z.map((bound) => (input.sided === 2 ? -bound : Number.NEGATIVE_INFINITY));
  const known = continuation({ t, upper: z, lower }, most);
  const missing = (drift: number) => characteristicsUnder(known, drift).power - input.power;
  const drift = findRoot(missing, { low: 0, high: most, tolerance: 1e-11 });
  if (drift === undefined) return refuse('unreachable', 'no effect reaches this power with these bounds');
  const share = (result: Characteristics) => (result.expectedInformation / last) * (drift / fixed) ** 2;
  return {
    kind: 'ok',
    method: bounds.method,
    alpha: input.alpha,
    power: input.power,
    drift,
    maximum: (drift / fixed) ** 2,
    expectedUnderEffect: share(characteristicsUnder(known, drift)),
    expectedUnderNull: share(characteristicsUnder(known, 0)),
  };
}
