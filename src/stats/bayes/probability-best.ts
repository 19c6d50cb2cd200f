import { normalCdf, normalPdf } from '#stats/distributions.ts';
import { cutsAroundPeak, integratePieces } from '#stats/numerics/quadrature.ts';
import { type Direction, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { hintsFor, type LogitBeta, logitBeta } from './logit-beta.ts';

/** One chance per arm, in input order; they add to 1. */
export type ProbabilityBest = {
  readonly kind: 'ok';
  readonly n: number;
  readonly probabilities: readonly number[];
};

/** A normal posterior of an arm's level. */
export type NormalArm = { readonly mean: number; readonly standardDeviation: number };

/** Most arms that are computed: the work grows with their square. */
const MOST_ARMS = 50;

/**
 * Chance of each arm to have the best level (highest, or lowest for `decrease`) when levels are
 * independent normals: the integral of its density times the others' distribution functions, by
 * quadrature, hence the same answer every time. Arms that agree in everything share equally. Refuses
 * `invalid_input`: no arm, more than 50, a figure that is not finite, a negative spread. Source: Scott
 * 2010, by quadrature instead of draws.
 */
export function probabilityBestNormal(
  arms: readonly NormalArm[],
  desiredDirection: Direction = 'increase',
): ProbabilityBest | StatsRefusal {
  const figures = arms.flatMap((arm) => [arm.mean, arm.standardDeviation]);
  if (!isPlayable(arms.length) || !figures.every(Number.isFinite)) {
    return refuse('invalid_input', 'between 1 and 50 arms with finite figures are needed');
  }
  if (arms.some((arm) => arm.standardDeviation < 0)) return refuse('invalid_input', 'a spread is negative');
  const levels = standardise(arms, desiredDirection === 'increase' ? 1 : -1);
  return shares(levels.map((arm) => chanceBest(arm, levels)));
}

/**
 * The same for rates with independent Beta(a, b) posteriors. Refuses `invalid_input`: no arm, more than
 * 50, a shape outside 0.01..1e12. Source: Scott 2010, by quadrature instead of draws.
 */
export function probabilityBestBeta(
  arms: readonly { readonly a: number; readonly b: number }[],
  desiredDirection: Direction = 'increase',
): ProbabilityBest | StatsRefusal {
  const sound = arms.every(({ a, b }) => [a, b].every((shape) => shape >= 0.01 && shape <= 1e12));
  if (!isPlayable(arms.length) || !sound) {
    return refuse('invalid_input', 'between 1 and 50 arms with shapes between 0.01 and 1e12 are needed');
  }
  // The lowest rate is the highest rate of failures.
  const up = desiredDirection === 'increase';
  const views = arms.map(({ a, b }) => (up ? logitBeta(a, b) : logitBeta(b, a)));
  const hints = hintsFor(views);
  return shares(views.map((view) => chanceHighest(view, views, hints)));
}

function isPlayable(count: number): boolean {
  return count >= 1 && count <= MOST_ARMS;
}

/**
 * Scaled so that neither differences nor squares overflow; a spread of 0 becomes negligible. By a power of 2, which
 * rounds nothing: means that lie a few narrow spreads apart must keep their distance.
 */
function standardise(arms: readonly NormalArm[], sign: 1 | -1): readonly NormalArm[] {
  const largest = Math.max(...arms.map((arm) => Math.max(Math.abs(arm.mean), arm.standardDeviation)));
  const unit = largest > 0 ? 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest)))) : 1;
  const scaled = arms.map(({ mean, standardDeviation }) => ({
    mean: sign * (mean / unit),
    standardDeviation: standardDeviation / unit,
  }));
  const first = scaled[0]?.mean ?? 0;
  const width = Math.max(...scaled.map((arm) => Math.max(Math.abs(arm.mean - first), arm.standardDeviation)));
  const least = 1e-12 * (width > 0 ? width : 1);
  return scaled.map(({ mean, standardDeviation }) => ({
    mean,
    standardDeviation: Math.max(standardDeviation, least),
  }));
}

/** In deviations u of the arm itself, cut at the bends of another arm's distribution function. */
function chanceBest(arm: NormalArm, all: readonly NormalArm[]): number {
  const spread = arm.standardDeviation;
  // The distance of the means first: added to a mean, a step of a far narrower spread would be rounded away.
  const others = all
    .filter((other) => other !== arm)
    .map((other) => ({ ahead: arm.mean - other.mean, spread: other.standardDeviation }));
  const bends = others.flatMap((other) =>
    [-8, -3, 0, 3, 8].map((step) => (step * other.spread - other.ahead) / spread),
  );
  const inside = bends.filter((cut) => Math.abs(cut) < 8.5).toSorted((first, second) => first - second);
  return integratePieces(
    (u) => {
      let chance = normalPdf(u);
      for (const other of others) chance *= normalCdf((other.ahead + u * spread) / other.spread);
      return chance;
    },
    [-8.5, ...inside, 8.5],
  );
}

/** The integrand is log-concave on the logit scale, so one peak holds all of it. */
function chanceHighest(view: LogitBeta, all: readonly LogitBeta[], hints: readonly number[]): number {
  const others = all.filter((other) => other !== view);
  const logF = (y: number) => others.reduce((sum, other) => sum + other.logCdf(y), view.logDensity(y));
  return integratePieces((y) => Math.exp(logF(y)), cutsAroundPeak(logF, hints));
}

function shares(chances: readonly number[]): ProbabilityBest | StatsRefusal {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  if (!(total > 0)) return refuse('invalid_input', 'the figures are too far apart to compute with');
  return { kind: 'ok', n: chances.length, probabilities: chances.map((chance) => chance / total) };
}
