import { findRoot } from '#stats/numerics/find-root.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkErrorRates, requiredDistance } from '#stats/power/error-rates.ts';
import { lowerBound } from './crossing-bound.ts';
import { isSpendingFunction, type SpendingFunction, spentBy } from './spending.ts';
import { checkPlan, spendingBounds } from './spending-bounds.ts';
import { advance, crossBelow, START, type Stage } from './stage.ts';

/** One-sided plan: `alpha` for efficacy, 1 - `power` for futility, each with its spending function. */
export type FutilityInput = {
  readonly t: readonly number[];
  readonly alpha: number;
  readonly power: number;
  readonly alphaSpending: SpendingFunction;
  readonly betaSpending: SpendingFunction;
};

/**
 * Bounds on Z per look: above `upper` the effect is proven, below `lower` it is not worth
 * going on; they meet at the last look. `drift` is the mean of Z at t = 1 that the plan
 * detects, `inflation` the maximum sample as a multiple of the fixed-horizon one.
 */
export type FutilityBounds = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly alternative: 'greater';
  readonly power: number;
  readonly upper: readonly number[];
  readonly lower: readonly number[];
  readonly drift: number;
  readonly inflation: number;
};

/**
 * Non-binding futility by beta spending: the upper bounds are computed as if the lower ones
 * did not exist, so alpha is kept even when a futility stop is ignored; the power counts
 * them. Refuses `invalid_input` as `spendingBounds` does, and `unreachable` when no effect
 * makes the bounds meet. Source: Pampallona, Tsiatis, Kim 2001.
 */
export function futilityBounds(input: FutilityInput): FutilityBounds | StatsRefusal {
  const { t, alpha, power, alphaSpending, betaSpending } = input;
  const rates = { alpha, power, sided: 1 as const };
  const plan = { ...alphaSpending, alpha, sided: 1 as const, t, final: true };
  const problem = checkPlan(plan) ?? checkErrorRates(rates);
  if (problem !== undefined) return problem;
  if (!isSpendingFunction(betaSpending))
    return refuse('invalid_input', 'the beta spending parameter is illegal');
  const bounds = spendingBounds(plan);
  if (bounds.kind === 'refused') return bounds;
  const last = t[t.length - 1] ?? 1;
  const fixed = requiredDistance(rates) / Math.sqrt(last);
  const excess = (drift: number) => spendBeta({ ...input, upper: bounds.z, drift }).excess;
  const drift = findRoot(excess, { low: fixed * 0.9, high: fixed * 4 + 5, tolerance: 1e-10 });
  if (drift === undefined) return refuse('unreachable', 'no effect makes the bounds meet');
  return {
    kind: 'ok',
    method: `lan-demets-${alphaSpending.spending}-futility-${betaSpending.spending}`,
    alpha,
    alternative: 'greater',
    power,
    upper: bounds.z,
    lower: spendBeta({ ...input, upper: bounds.z, drift }).lower,
    drift,
    inflation: (drift / fixed) ** 2,
  };
}

type BetaInput = FutilityInput & { readonly upper: readonly number[]; readonly drift: number };

/**
 * Lower bounds that spend beta under `drift`. `excess` is by how much the chance of ending
 * below, with the bounds forced to meet at the last look, exceeds the beta left for it.
 */
function spendBeta({ t, power, betaSpending, upper, drift }: BetaInput): { lower: number[]; excess: number } {
  const lower: number[] = [];
  let stage: Stage = START;
  for (const [look, fraction] of t.entries()) {
    const root = Math.sqrt(fraction);
    const top = upper[look] ?? Number.POSITIVE_INFINITY;
    const final = look === t.length - 1;
    const before = look === 0 ? 0 : spentBy(t[look - 1] ?? 0, 1 - power, betaSpending);
    const spend = (final ? 1 - power : spentBy(fraction, 1 - power, betaSpending)) - before;
    const atTop = crossBelow(stage, fraction, top * root, drift);
    // Not enough chance left below the upper bound to spend: this drift is too large.
    if (final || atTop <= spend) return { lower: [...lower, top], excess: atTop - spend };
    const bound = lowerBound(stage, fraction, spend, drift);
    lower.push(bound);
    const next = (t[look + 1] ?? Number.POSITIVE_INFINITY) - fraction;
    stage = advance(stage, fraction, { lower: bound * root, upper: top * root, drift }, next);
  }
  return { lower, excess: Number.NaN };
}
