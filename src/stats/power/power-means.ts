import { noncentralTCdf, noncentralTSf, normalIsf, normalSf, tIsf } from '#stats/distributions.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { alternativeOf, checkAlpha, type Sided } from './error-rates.ts';
import type { PowerResult } from './power-proportions.ts';

/** `t` uses the noncentral t with the pooled variance's degrees of freedom, `z` the normal. */
export type MeanMethod = 'z' | 't';

/** `standardizedEffect` is the difference of means in standard deviations (Cohen's d). */
export type MeanPowerInput = {
  readonly standardizedEffect: number;
  readonly controlUnits: number;
  readonly treatmentUnits: number;
  readonly alpha: number;
  readonly sided?: Sided;
  readonly method?: MeanMethod;
};

/**
 * The chance that a comparison of two means rejects; two-sided counts both tails, one-sided
 * looks in the direction of the effect. Refuses `insufficient_sample` (an arm below 2 units)
 * and `invalid_input` (effect not finite, alpha outside 0..1).
 * Source: Cohen 1988, ch. 2; R pwr.t2n.test keeps the far tail, power.t.test drops it.
 */
export function powerForMeans(input: MeanPowerInput): PowerResult | StatsRefusal {
  const { standardizedEffect, controlUnits, treatmentUnits, alpha, sided = 2, method = 't' } = input;
  const problem = checkAlpha(alpha, sided);
  if (problem !== undefined) return problem;
  const n = controlUnits + treatmentUnits;
  if (!Number.isFinite(standardizedEffect) || !Number.isFinite(n)) {
    return refuse('invalid_input', 'effect and sizes must be finite');
  }
  if (!(controlUnits >= 2 && treatmentUnits >= 2)) {
    return refuse('insufficient_sample', 'an arm has fewer than 2 units');
  }
  const ncp = Math.abs(standardizedEffect) * Math.sqrt(controlUnits * (treatmentUnits / n));
  const power = rejectionChance({ ncp, df: n - 2, alpha, sided, method });
  return { kind: 'ok', method, alpha, alternative: alternativeOf(sided), n, power };
}

type Rejection = {
  readonly ncp: number;
  readonly df: number;
  readonly alpha: number;
  readonly sided: Sided;
  readonly method: MeanMethod;
};

/** P(reject) for a statistic whose mean lies `ncp` >= 0 standard errors from the null. */
export function rejectionChance({ ncp, df, alpha, sided, method }: Rejection): number {
  if (method === 'z') {
    const z = normalIsf(alpha / sided);
    return Math.min(1, normalSf(z - ncp) + (sided === 2 ? normalSf(z + ncp) : 0));
  }
  const critical = tIsf(alpha / sided, df);
  const near = noncentralTail(critical, df, ncp);
  return Math.min(1, near + (sided === 2 ? noncentralTail(critical, df, -ncp) : 0));
}

/** Beyond this many degrees of freedom the normal form is closer than the integral. */
const LARGE_DF = 1e6;

/** P(T > t) for the noncentral t; with many degrees of freedom by Johnson and Welch 1940. */
function noncentralTail(t: number, df: number, ncp: number): number {
  if (df > LARGE_DF) return normalSf((t * (1 - 1 / (4 * df)) - ncp) / Math.sqrt(1 + (t * t) / (2 * df)));
  return ncp < 0 ? noncentralTCdf(-t, df, -ncp) : noncentralTSf(t, df, ncp);
}
