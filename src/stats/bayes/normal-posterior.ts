import { normalCdf, normalIsf, normalPdf, normalSf } from '#stats/distributions.ts';
import {
  type ConfidenceInterval,
  type Direction,
  isRate,
  refuse,
  type StatsRefusal,
} from '#stats/outcome.ts';

/** A normal prior on the effect; null says nothing is known (flat). */
export type NormalPrior = { readonly mean: number; readonly standardDeviation: number } | null;

/** Weakly informative prior on a lift: effects beyond 60 % are rare. */
export const WEAK_PRIOR: NormalPrior = { mean: 0, standardDeviation: 0.3 };
/** Sceptical prior on a lift: effects beyond 10 % are rare. */
export const SCEPTICAL_PRIOR: NormalPrior = { mean: 0, standardDeviation: 0.05 };

/** Effect (lift or absolute) with its standard error; the prior is on the same scale. */
export type NormalPosteriorInput = {
  readonly estimate: number;
  readonly standardError: number;
  readonly prior: NormalPrior;
  readonly alpha: number;
  readonly desiredDirection: Direction;
};

/** Risks are in the unit of the estimate: what is given up on average by choosing that arm. */
export type NormalPosterior = {
  readonly kind: 'ok';
  readonly method: 'normal-posterior';
  readonly alpha: number;
  readonly posteriorMean: number;
  readonly posteriorStandardDeviation: number;
  readonly chanceToWin: number;
  readonly riskControl: number;
  readonly riskTreatment: number;
  readonly interval: ConfidenceInterval;
};

/**
 * Posterior of an effect measured as N(effect, standardError²) under a normal prior; precisions add.
 * `chanceToWin` is for the treatment in the desired direction. A flat prior is the z test in other words
 * and has the same error rates over several looks. Refuses `zero_variance` (standard error or prior spread 0) and
 * `invalid_input`. Source: Gelman et al. 2013, ch. 2; unit normal loss of Raiffa, Schlaifer 1961.
 */
export function normalPosterior(input: NormalPosteriorInput): NormalPosterior | StatsRefusal {
  const { estimate, standardError, prior, alpha } = input;
  if (standardError === 0 || prior?.standardDeviation === 0) {
    return refuse('zero_variance', 'the standard error or the spread of the prior is 0');
  }
  const figures = [estimate, prior?.mean ?? 0, standardError, prior?.standardDeviation ?? 1];
  const spreads = [standardError, prior?.standardDeviation ?? 1];
  if (!figures.every(Number.isFinite) || spreads.some((spread) => spread < 0) || !isRate(alpha)) {
    return refuse('invalid_input', 'figures must be finite, spreads positive and alpha between 0 and 1');
  }
  const { mean, spread } = combine(estimate, standardError, prior);
  const score = mean / spread;
  const reach = normalIsf(alpha / 2) * spread;
  const up = input.desiredDirection === 'increase';
  const [gain, loss] = [spread * unitLoss(-score), spread * unitLoss(score)];
  if (![score, gain, loss, mean + reach, mean - reach].every(Number.isFinite)) {
    return refuse('invalid_input', 'the figures are too large to compute with');
  }
  return {
    kind: 'ok',
    method: 'normal-posterior',
    alpha,
    posteriorMean: mean,
    posteriorStandardDeviation: spread,
    chanceToWin: up ? normalCdf(score) : normalSf(score),
    riskControl: up ? gain : loss,
    riskTreatment: up ? loss : gain,
    interval: { lower: mean - reach, upper: mean + reach },
  };
}

/** One prior with its name and what follows from it. */
export type PriorReading = { readonly name: string; readonly posterior: NormalPosterior };

/**
 * The same data under several named priors; `robust` when the chance to win lies on the same side of
 * `threshold` (0..1, usually 0.95) under all of them. Refuses as {@link normalPosterior}. Source:
 * Spiegelhalter, Freedman, Parmar 1994 (a community of priors).
 */
export function priorSensitivity(
  input: Omit<NormalPosteriorInput, 'prior'>,
  priors: Readonly<Record<string, NormalPrior>>,
  threshold: number,
):
  | { readonly kind: 'ok'; readonly readings: readonly PriorReading[]; readonly robust: boolean }
  | StatsRefusal {
  const readings: PriorReading[] = [];
  for (const [name, prior] of Object.entries(priors)) {
    const posterior = normalPosterior({ ...input, prior });
    if (posterior.kind === 'refused') return posterior;
    readings.push({ name, posterior });
  }
  const sides = new Set(readings.map(({ posterior }) => posterior.chanceToWin >= threshold));
  return { kind: 'ok', readings, robust: sides.size <= 1 };
}

/** Precision-weighted, from ratios of spreads so that squares neither overflow nor vanish. */
function combine(estimate: number, standardError: number, prior: NormalPrior) {
  if (prior === null) return { mean: estimate, spread: standardError };
  const share = 1 / (1 + (standardError / prior.standardDeviation) ** 2);
  return {
    mean: prior.mean * (1 - share) + estimate * share,
    spread: Math.min(standardError * Math.sqrt(share), prior.standardDeviation),
  };
}

/** E max(0, Z - score) = phi(s) - s P(Z > s): what is lost on average beyond a score. */
function unitLoss(score: number): number {
  return Math.max(0, normalPdf(score) - score * normalSf(score));
}
