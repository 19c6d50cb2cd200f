import { normalIsf } from '#stats/distributions.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkEffects, type EffectEstimate, weighEffects } from './effect-estimate.ts';

/** One effect pulled towards the mean of its kind. */
export type ShrunkenEffect = {
  readonly estimate: number;
  readonly standardDeviation: number;
  readonly interval: ConfidenceInterval;
  /** Share of the way to the common mean, 0 (kept) to 1 (nothing of its own). */
  readonly shrinkage: number;
};

/** `mean` and `betweenStandardDeviation` describe the population the effects come from. */
export type Hierarchy = {
  readonly kind: 'ok';
  readonly method: 'normal-normal';
  readonly alpha: number;
  readonly n: number;
  readonly mean: number;
  readonly meanStandardError: number;
  readonly betweenStandardDeviation: number;
  readonly q: number;
  readonly effects: readonly ShrunkenEffect[];
};

/** How the spread between effects is estimated. */
export type BetweenMethod = 'dersimonian-laird' | 'marginal-likelihood';

/**
 * Normal-normal hierarchy over past experiments: each effect ~ N(theta_i, se_i²), theta_i ~
 * N(mean, tau²). tau² by DerSimonian-Laird (moments) or by the maximum of the marginal
 * likelihood; each effect is then shrunk by se² / (se² + tau²). Empirical Bayes: the
 * uncertainty of tau² is not in the intervals.
 * Refuses `insufficient_sample` (fewer than 2 effects), `zero_variance`, `invalid_input`.
 * Sources: DerSimonian, Laird 1986; Efron, Morris 1975.
 */
export function hierarchy(
  effects: readonly EffectEstimate[],
  alpha: number,
  method: BetweenMethod = 'dersimonian-laird',
): Hierarchy | StatsRefusal {
  const problem = checkEffects(effects, 2);
  if (problem !== undefined) return problem;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const first = weighEffects(effects);
  const tau = method === 'dersimonian-laird' ? momentTau(effects, first.q) : likelihoodTau(effects);
  const widened = effects.map(({ estimate, standardError }) => ({
    estimate,
    standardError: Math.hypot(standardError, tau),
  }));
  const { mean, standardError } = weighEffects(widened);
  return {
    kind: 'ok',
    method: 'normal-normal',
    alpha,
    n: effects.length,
    mean,
    meanStandardError: standardError,
    betweenStandardDeviation: tau,
    q: first.q,
    effects: effects.map((effect) => shrink(effect, mean, tau, normalIsf(alpha / 2))),
  };
}

function shrink(effect: EffectEstimate, mean: number, tau: number, critical: number): ShrunkenEffect {
  const { standardError } = effect;
  const kept = (tau / Math.hypot(tau, standardError)) ** 2;
  const estimate = mean + kept * (effect.estimate - mean);
  const standardDeviation = standardError * Math.sqrt(kept);
  const reach = critical * standardDeviation;
  return {
    estimate,
    standardDeviation,
    interval: { lower: estimate - reach, upper: estimate + reach },
    shrinkage: 1 - kept,
  };
}

/** sqrt of max(0, Q - (k - 1)) / (sum w (1 - w / sum w)), in units of the smallest standard error. */
function momentTau(effects: readonly EffectEstimate[], q: number): number {
  const unit = Math.min(...effects.map((effect) => effect.standardError));
  const weights = effects.map((effect) => (unit / effect.standardError) ** 2);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const freedom = weights.reduce((all, weight) => all + weight * (1 - weight / sum), 0);
  const spread = (q - (effects.length - 1)) / freedom;
  return spread > 0 ? unit * Math.sqrt(spread) : 0;
}

/** Highest marginal likelihood over a grid of ln tau, refined; 0 when no positive tau does better. */
function likelihoodTau(effects: readonly EffectEstimate[]): number {
  const errors = effects.map((effect) => effect.standardError);
  const estimates = effects.map((effect) => effect.estimate);
  const widest = Math.max(...estimates) - Math.min(...estimates) + Math.max(...errors);
  const low = Math.log(Math.min(...errors)) - 7;
  const high = Math.log(widest) + 1;
  const steps = 200;
  const at = (step: number) => Math.exp(low + ((high - low) * step) / steps);
  let best = 0;
  for (let step = 0; step <= steps; step += 1) {
    if (logLikelihood(effects, at(step)) > logLikelihood(effects, at(best))) best = step;
  }
  if (logLikelihood(effects, 0) >= logLikelihood(effects, at(best))) return 0;
  let [from, to] = [best - 1, best + 1];
  for (let i = 0; i < 60; i += 1) {
    const third = (to - from) / 3;
    if (logLikelihood(effects, at(from + third)) < logLikelihood(effects, at(to - third))) from += third;
    else to -= third;
  }
  return at((from + to) / 2);
}

/** Profile over the mean, without constants. */
function logLikelihood(effects: readonly EffectEstimate[], tau: number): number {
  const widened = effects.map(({ estimate, standardError }) => ({
    estimate,
    standardError: Math.hypot(standardError, tau),
  }));
  const logs = widened.reduce((sum, effect) => sum + Math.log(effect.standardError), 0);
  return -logs - weighEffects(widened).q / 2;
}
