import { normalSf } from '#stats/distributions.ts';
import { memoize } from '#stats/numerics/memoize.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkAlpha, type Sided } from '#stats/power/error-rates.ts';
import { boundsForSpending } from './bounds-for-spending.ts';
import { isSpendingFunction, type SpendingFunction, spentBy } from './spending.ts';

/**
 * `alpha` total over the sides. `t`: information fractions of the looks (units seen / units
 * planned, both arms), rising, > 0; above 1 is an overrun. `final` spends everything left at
 * the last look, whatever its fraction.
 */
export type SpendingPlan = SpendingFunction & {
  readonly alpha: number;
  readonly sided: Sided;
  readonly t: readonly number[];
  readonly final?: boolean;
};

/** One entry per look: bound on |Z| (or Z), total alpha spent so far, and the p-value at the bound. */
export type SpendingBounds = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly alternative: 'two-sided' | 'greater';
  readonly t: readonly number[];
  readonly z: readonly number[];
  readonly alphaSpent: readonly number[];
  readonly nominalP: readonly number[];
};

/**
 * Bounds of a group-sequential plan by alpha spending. Looks may come at any fractions as
 * long as they do not depend on the effect seen. Two-sided bounds are symmetric and each side
 * spends at alpha/2. A look whose increment is below 1e-40 has an infinite bound. In an
 * overrun the spending stops at alpha while the correlation follows the information really
 * seen. Answers are remembered (256 plans): a repeated look-up takes microseconds.
 * Refuses `invalid_input`: alpha outside 0..1, no looks, fractions not rising from above 0,
 * a missing or illegal `param`. Source: Lan, DeMets 1983; Reboussin et al. 2000.
 */
export function spendingBounds(plan: SpendingPlan): SpendingBounds | StatsRefusal {
  const problem = checkPlan(plan);
  return problem ?? remembered(plan);
}

/** What is wrong with a plan, if anything: refuses as {@link spendingBounds}. */
export function checkPlan(plan: SpendingPlan): StatsRefusal | undefined {
  if (!isSpendingFunction(plan))
    return refuse('invalid_input', 'the spending parameter is missing or illegal');
  return checkAlpha(plan.alpha, plan.sided) ?? checkFractions(plan.t);
}

/** Refuses no looks, and information fractions that do not rise from above 0 or are not finite. */
export function checkFractions(t: readonly number[]): StatsRefusal | undefined {
  if (t.length === 0) return refuse('invalid_input', 'there are no looks');
  const rising = t.every((fraction, look) => fraction > (t[look - 1] ?? 0) && Number.isFinite(fraction));
  return rising ? undefined : refuse('invalid_input', 'information fractions must rise from above 0');
}

const remembered = memoize(compute, planKey, 256);

/** The parts of a plan that bounds depend on, as a key. */
export function planKey({ alpha, sided, spending, param, t, final }: SpendingPlan): string {
  return `${alpha}|${sided}|${spending}|${param}|${final}|${t.join()}`;
}

function compute(plan: SpendingPlan): SpendingBounds {
  const { alpha, sided, t, final = false, spending } = plan;
  const rate = alpha / sided;
  const spentPerSide = t.map((fraction, look) =>
    final && look === t.length - 1 ? rate : spentBy(fraction, rate, plan),
  );
  const z = boundsForSpending({ t, spentPerSide, sided });
  return Object.freeze({
    kind: 'ok',
    method: `lan-demets-${spending}`,
    alpha,
    alternative: sided === 2 ? 'two-sided' : 'greater',
    t: Object.freeze([...t]),
    z: Object.freeze([...z]),
    alphaSpent: Object.freeze(spentPerSide.map((spent) => sided * spent)),
    nominalP: Object.freeze(z.map((bound) => sided * normalSf(bound))),
  });
}
