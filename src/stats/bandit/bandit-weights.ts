import { type NormalArm, probabilityBestNormal } from '#stats/bayes/probability-best.ts';
import { type Moments, meanVariance, mergeMoments, NO_UNITS } from '#stats/moments/moments.ts';
import { type Direction, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** Shares of traffic per arm, in input order; they add to 1. */
export type BanditWeights = {
  readonly kind: 'ok';
  readonly n: number;
  readonly weights: readonly number[];
  readonly probabilities: readonly number[];
};

/**
 * Chances of being best turned into shares with an additive floor: w = f + (1 - k f) p / sum p. Equal
 * shares when k f >= 1 or no chance is positive; a negative floor counts as 0. Refuses `invalid_input`:
 * no arms, a chance negative or not finite, a floor that is no number. Source: Auer, Cesa-Bianchi,
 * Freund, Schapire 2002 (mixing with uniform exploration).
 */
export function weightsWithFloor(
  probabilities: readonly number[],
  floor: number,
): BanditWeights | StatsRefusal {
  const k = probabilities.length;
  if (k === 0 || probabilities.some((p) => !(p >= 0 && p <= 1e300)) || Number.isNaN(floor)) {
    return refuse('invalid_input', 'chances must be finite and not negative');
  }
  const largest = Math.max(...probabilities);
  const scaled = probabilities.map((p) => (largest > 0 ? p / largest : 1));
  const total = scaled.reduce((sum, p) => sum + p, 0);
  const least = Math.max(0, floor);
  const weights =
    k * least >= 1 ? scaled.map(() => 1 / k) : scaled.map((p) => least + (1 - k * least) * (p / total));
  return { kind: 'ok', n: k, weights, probabilities: [...probabilities] };
}

/** How a bandit turns data into shares. */
export type BanditRule = {
  readonly desiredDirection: Direction;
  /** Least share of every arm, 0.01 by default. */
  readonly floor?: number;
  /** Units per arm before shares move, 100 by default. */
  readonly unitsPerArm?: number;
};

/**
 * Thompson sampling's shares without drawing: the exact chance that each arm is best, under normal
 * posteriors with flat priors (mean, squared standard error). Equal shares until every arm has
 * `unitsPerArm` units and some spread. Refuses `invalid_input`. Source: Thompson 1933; Scott 2010 (shares
 * by the chance of being best).
 */
export function thompsonWeights(arms: readonly Moments[], rule: BanditRule): BanditWeights | StatsRefusal {
  const { floor = 0.01, unitsPerArm = 100 } = rule;
  const k = arms.length;
  const ready = arms.every((arm) => arm.n >= Math.max(2, unitsPerArm)) && arms.some((arm) => arm.m2 > 0);
  if (!ready) return weightsWithFloor(new Array<number>(k).fill(1 / Math.max(1, k)), floor);
  const best = probabilityBestNormal(arms.map(posteriorOf), rule.desiredDirection);
  return best.kind === 'refused' ? best : weightsWithFloor(best.probabilities, floor);
}

function posteriorOf(arm: Moments): NormalArm {
  return { mean: arm.mean, standardDeviation: Math.sqrt(meanVariance(arm)) };
}

/** One stratum (a segment known before assignment): its arms in the common order, and its shares. */
export type StratumWeights = { readonly stratum: string; readonly answer: BanditWeights | StatsRefusal };

/**
 * A contextual bandit: shares per stratum. A stratum in which an arm is still below
 * `unitsPerArm` uses the shares of all strata pooled. `strata[key]` lists arms in one order.
 */
export function contextualWeights(
  strata: Readonly<Record<string, readonly Moments[]>>,
  rule: BanditRule,
): readonly StratumWeights[] {
  const all = Object.values(strata);
  const k = Math.max(0, ...all.map((arms) => arms.length));
  const pooled = Array.from({ length: k }, (_, arm) =>
    all.reduce((sum, arms) => mergeMoments(sum, arms[arm] ?? NO_UNITS), NO_UNITS),
  );
  const fallback = thompsonWeights(pooled, rule);
  return Object.entries(strata).map(([stratum, arms]) => {
    const enough = arms.length === k && arms.every((arm) => arm.n >= (rule.unitsPerArm ?? 100));
    return { stratum, answer: enough ? thompsonWeights(arms, rule) : fallback };
  });
}
