import { normalIsf, normalQuantile } from '#stats/distributions.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** How many tails reject: 2 for a two-sided experiment, 1 when only one direction counts. */
export type Sided = 1 | 2;

/** The error rates of a plan. `alpha` is the total over the sides; `power` is 1 - beta. */
export type ErrorRates = { readonly alpha: number; readonly power: number; readonly sided?: Sided };

/** Refuses rates outside 0..1 and a power that chance alone would reach (not above alpha). */
export function checkErrorRates(rates: ErrorRates): StatsRefusal | undefined {
  const problem = checkAlpha(rates.alpha, rates.sided);
  if (problem !== undefined) return problem;
  if (!isRate(rates.power)) return refuse('invalid_input', 'power must lie between 0 and 1');
  return rates.power > rates.alpha ? undefined : refuse('invalid_input', 'power must exceed alpha');
}

/** Refuses an alpha outside 0..1 (or below 1e-300) and a number of sides other than 1 or 2. */
export function checkAlpha(alpha: number, sided: number = 2): StatsRefusal | undefined {
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  return sided === 1 || sided === 2 ? undefined : refuse('invalid_input', 'sided must be 1 or 2');
}

/** z_(alpha/sided) + z_beta: how many standard errors the effect must lie from the null. */
export function requiredDistance({ alpha, power, sided = 2 }: ErrorRates): number {
  return normalIsf(alpha / sided) + normalQuantile(power);
}

/** `alternative` in the words of a test, for results. */
export function alternativeOf(sided: Sided): 'two-sided' | 'one-sided' {
  return sided === 2 ? 'two-sided' : 'one-sided';
}
