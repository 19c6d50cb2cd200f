import { normalIsf, normalSf } from '#stats/distributions.ts';
import { tPValue } from '#stats/means/answer-by-t.ts';
import type { LookHistory } from './look-history.ts';

/** Two-sided levels at which bounds are computed; in between, z of level and bound are interpolated. */
const LEVELS = [1e-9, 1e-6, 1e-4, 1e-3, 0.01, 0.03, 0.05, 0.1, 0.2, 0.4, 0.7];
/** |Z| beyond this is kept: the p-value below it is 0 for every reader. */
const FARTHEST = 37;

/**
 * The repeated p-value of the last look (Jennison, Turnbull 1999, ch. 9): the least two-sided level
 * whose spending bound the look reaches. Interpolated between bounds on the normal scale (error
 * below 1 % of p), through every level in `levels` exactly, so that p and verdict agree. With a
 * single look, the registered end, it is Welch's p itself.
 */
export function repeatedPValues(
  history: LookHistory,
  levels: readonly number[],
): (evidence: { readonly statistic: number; readonly degreesOfFreedom: number }) => number {
  const single = history.final && history.t.length === 1;
  const knots = single ? [] : knotsOf(history, levels);
  return ({ statistic, degreesOfFreedom }) => {
    const plain = tPValue(statistic, degreesOfFreedom, 'two-sided');
    return single ? plain : interpolate(knots, Math.min(FARTHEST, normalIsf(plain / 2)));
  };
}

interface Knot {
  readonly bound: number;
  readonly score: number;
}

function interpolate(knots: readonly Knot[], z: number): number {
  const above = knots.findIndex((knot) => knot.bound >= z);
  const last = knots.at(-1) ?? { bound: 0, score: 0 };
  if (above < 0) return 2 * normalSf(last.score + (z - last.bound));
  const high = knots[above] ?? last;
  const low = knots[above - 1] ?? { bound: 0, score: 0 };
  const share = high.bound > low.bound ? (z - low.bound) / (high.bound - low.bound) : 1;
  return Math.min(1, 2 * normalSf(low.score + share * (high.score - low.score)));
}

/** Rising in both: the bound on |Z| and the normal score of the level it belongs to. */
function knotsOf(history: LookHistory, levels: readonly number[]): readonly Knot[] {
  const all = [...new Set([...LEVELS, ...levels])].filter((level) => level > 0 && level < 1);
  return all
    .toSorted((first, second) => second - first)
    .map((level) => ({ bound: history.boundAt(level), score: normalIsf(level / 2) }));
}
