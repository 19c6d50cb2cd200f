import { betaQuantile } from '#stats/distributions.ts';
import { cutsAroundPeak, integratePieces } from '#stats/numerics/quadrature.ts';
import { type ConfidenceInterval, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import type { Counts } from '#stats/proportions/proportion-test.ts';
import { hintsFor, type LogitBeta, logitBeta, softplus } from './logit-beta.ts';

/** Prior pseudo-counts [a, b] of the rate, 0.01 to 1e9 each; [1, 1] is flat. */
export type BetaPrior = readonly [a: number, b: number];

/** Losses are in rate units: what is given up on average by choosing that arm. */
export type BetaBinomial = {
  readonly kind: 'ok';
  readonly method: 'beta-binomial';
  readonly n: number;
  readonly probTreatmentBetter: number;
  readonly probControlBetter: number;
  /** E max(0, rate of control - rate of treatment). */
  readonly expectedLossTreatment: number;
  /** E max(0, rate of treatment - rate of control). */
  readonly expectedLossControl: number;
  readonly controlMean: number;
  readonly treatmentMean: number;
};

/**
 * Two rates with conjugate beta priors: chance that each is the higher, and expected losses, by
 * quadrature on the logit scale (relative accuracy about 1e-9, tiny chances included). Exact for
 * small counts. It says nothing about error rates over several looks.
 * Refuses `invalid_input`: counts that cannot be, a prior out of range.
 */
export function betaBinomial(input: {
  readonly control: Counts;
  readonly treatment: Counts;
  readonly prior: BetaPrior;
}): BetaBinomial | StatsRefusal {
  const { control, treatment, prior } = input;
  if (!(prior.every((count) => count >= 0.01 && count <= 1e9) && isCount(control) && isCount(treatment))) {
    return refuse('invalid_input', 'successes must lie between 0 and n, prior counts between 0.01 and 1e9');
  }
  const first = posterior(control, prior);
  const second = posterior(treatment, prior);
  const [c, t] = [logitBeta(first.a, first.b), logitBeta(second.a, second.b)];
  const above = chanceAbove(t, c);
  const below = chanceAbove(c, t);
  return {
    kind: 'ok',
    method: 'beta-binomial',
    n: control.n + treatment.n,
    probTreatmentBetter: above / (above + below),
    probControlBetter: below / (above + below),
    expectedLossTreatment: expectedExcess(c, t),
    expectedLossControl: expectedExcess(t, c),
    controlMean: first.a / (first.a + first.b),
    treatmentMean: second.a / (second.a + second.b),
  };
}

/**
 * Equal-tailed interval of a Beta(a, b) posterior, `level` between 0 and 1 (0.95 for 95 %). Refuses
 * `invalid_input` for a, b outside 0.01..1e12 or a level outside 0..1. Source: Gelman et al. 2013, ch. 2.
 */
export function betaInterval(
  a: number,
  b: number,
  level: number,
): { readonly kind: 'ok'; readonly mean: number; readonly interval: ConfidenceInterval } | StatsRefusal {
  if (![a, b].every((shape) => shape >= 0.01 && shape <= 1e12) || !isRate(level)) {
    return refuse('invalid_input', 'shapes must lie between 0.01 and 1e12, the level between 0 and 1');
  }
  const tail = (1 - level) / 2;
  const interval = { lower: betaQuantile(tail, a, b), upper: 1 - betaQuantile(tail, b, a) };
  return { kind: 'ok', mean: a / (a + b), interval };
}

function isCount({ n, successes }: Counts): boolean {
  return Number.isFinite(n) && successes >= 0 && successes <= n && n <= 1e12;
}

function posterior({ n, successes }: Counts, [a, b]: BetaPrior) {
  return { a: a + successes, b: b + (n - successes) };
}

/** P(high > low): the density of one, weighed by the other's chance to lie below. */
function chanceAbove(high: LogitBeta, low: LogitBeta): number {
  return integrateLog((y) => high.logDensity(y) + low.logCdf(y), [high, low]);
}

/** E max(0, high - low) = integral of P(low < x) P(high > x) dx; dx = x (1 - x) dy on the logit scale. */
function expectedExcess(high: LogitBeta, low: LogitBeta): number {
  return integrateLog((y) => low.logCdf(y) + high.logSf(y) - softplus(-y) - softplus(y), [high, low]);
}

function integrateLog(logF: (y: number) => number, views: readonly LogitBeta[]): number {
  return integratePieces((y) => Math.exp(logF(y)), cutsAroundPeak(logF, hintsFor(views)));
}
