import { findRoot } from '#stats/numerics/find-root.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { continuation } from './continuation.ts';
import { checkFractions } from './spending-bounds.ts';
import { crossAbove } from './stage.ts';

/**
 * Information fractions `t` of the looks taken, the bounds on |Z| of the looks before the last one (`bounds[i]` at `t[i]`;
 * what lies beyond is not read), and the `statistic` Z found at the last.
 */
export type MedianUnbiasedInput = {
  readonly t: readonly number[];
  readonly bounds: readonly number[];
  readonly statistic: number;
};

/** The estimate, as the mean of Z at t = 1, and the plain one; `share` = estimate / plain, 1 for a single look. */
export type MedianUnbiased = {
  readonly kind: 'ok';
  readonly method: 'median-unbiased-stagewise';
  readonly drift: number;
  readonly plainDrift: number;
  readonly share: number;
};

/** Drifts beyond it overflow the densities of the looks; so much is no matter of an early stop. */
const LARGEST_DRIFT = 30;

/**
 * The effect at which half of all experiments would have come out higher than this one, in the order of looks: a crossing
 * at an earlier look counts as more. A plain estimate at an early stop is too large on the whole; this one is too large
 * as often as too small. Refuses `invalid_input`: fractions not rising from above 0, a bound missing or not above 0, and
 * `unreachable` for a statistic beyond 30 at full information. Source: Tsiatis, Rosner, Mehta 1984 (stagewise ordering);
 * Emerson, Fleming 1990.
 */
export function medianUnbiased(input: MedianUnbiasedInput): MedianUnbiased | StatsRefusal {
  const { t, statistic } = input;
  const problem = checkFractions(t);
  if (problem !== undefined) return problem;
  const before = t.slice(0, -1).map((_, look) => input.bounds[look] ?? Number.NaN);
  if (!Number.isFinite(statistic) || !before.every((bound) => bound > 0)) {
    return refuse('invalid_input', 'the statistic and every earlier bound must be numbers, bounds above 0');
  }
  const last = t.at(-1) ?? 1;
  const plain = Math.abs(statistic) / Math.sqrt(last);
  if (!(plain < LARGEST_DRIFT - 1)) return refuse('unreachable', 'the effect is too clear to be corrected');
  const estimate = plain === 0 || before.length === 0 ? plain : halfwayDrift(t, before, Math.abs(statistic));
  const sign = statistic < 0 ? -1 : 1;
  return {
    kind: 'ok',
    method: 'median-unbiased-stagewise',
    drift: sign * estimate,
    plainDrift: sign * plain,
    share: plain === 0 ? 1 : estimate / plain,
  };
}

/** Between 0, under which by symmetry at most half come out higher, and a little more than the plain estimate. */
function halfwayDrift(t: readonly number[], before: readonly number[], statistic: number): number {
  const last = t.at(-1) ?? 1;
  const plain = statistic / Math.sqrt(last);
  const high = Math.min(LARGEST_DRIFT, plain + 1);
  const upper = [...before, statistic];
  const { before: stages } = continuation({ t, upper, lower: upper.map((bound) => -bound) }, high);
  const higher = (drift: number) =>
    stages.reduce((sum, stage, look) => {
      const fraction = t[look] ?? last;
      return sum + crossAbove(stage, fraction, (upper[look] ?? 0) * Math.sqrt(fraction), drift);
    }, 0);
  return findRoot((drift) => higher(drift) - 0.5, { low: 0, high, tolerance: 1e-10 }) ?? plain;
}
