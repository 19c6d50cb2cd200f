import type { Alternative, ConfidenceInterval, StatsRefusal } from '#stats/outcome.ts';
import { confidenceSequence } from './confidence-sequence.ts';

/** Cumulative figures at one look: `n` units in both arms together. */
export type EffectLook = { readonly n: number; readonly estimate: number; readonly standardError: number };

/** All looks so far, oldest first, and how the sequence was tuned. */
export type AlwaysValidInput = {
  readonly looks: readonly EffectLook[];
  readonly alpha: number;
  readonly tunedUnits: number;
  readonly alternative?: Alternative;
};

/** One entry per look, each using that look and all before it. */
export type AlwaysValid = {
  readonly kind: 'ok';
  readonly method: 'asymptotic-confidence-sequence';
  readonly alpha: number;
  readonly alternative: Alternative;
  readonly n: number;
  /** Running minimum: never rises. */
  readonly pValues: readonly number[];
  /** Running intersection; the look's own interval if the intersection is empty. */
  readonly confidenceIntervals: readonly ConfidenceInterval[];
  /** True if intervals of different looks exclude each other, a sign that the effect drifts. */
  readonly disjoint: readonly boolean[];
  /** 1-based; null while p has not come down to alpha. */
  readonly firstProvenLook: number | null;
};

/**
 * The history of an experiment under continuous monitoring. Refuses what any look refuses, by the reasons
 * of `confidenceSequence`; no looks give empty lists. Source: Johari, Koomen, Pekelis, Walsh 2022;
 * Howard, Ramdas, McAuliffe, Sekhon 2021.
 */
export function alwaysValid(input: AlwaysValidInput): AlwaysValid | StatsRefusal {
  const { looks, alpha, tunedUnits, alternative = 'two-sided' } = input;
  const pValues: number[] = [];
  const confidenceIntervals: ConfidenceInterval[] = [];
  const disjoint: boolean[] = [];
  let lower = Number.NEGATIVE_INFINITY;
  let upper = Number.POSITIVE_INFINITY;
  for (const look of looks) {
    const now = confidenceSequence({ ...look, alpha, tunedUnits, alternative });
    if (now.kind === 'refused') return now;
    pValues.push(Math.min(pValues[pValues.length - 1] ?? 1, now.pValue));
    lower = Math.max(lower, now.confidenceInterval.lower);
    upper = Math.min(upper, now.confidenceInterval.upper);
    disjoint.push(lower > upper);
    confidenceIntervals.push(lower > upper ? now.confidenceInterval : { lower, upper });
  }
  const first = pValues.findIndex((p) => p <= alpha);
  return {
    kind: 'ok',
    method: 'asymptotic-confidence-sequence',
    alpha,
    alternative,
    n: looks[looks.length - 1]?.n ?? 0,
    pValues,
    confidenceIntervals,
    disjoint,
    firstProvenLook: first < 0 ? null : first + 1,
  };
}
