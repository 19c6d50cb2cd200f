import { answerByT, type TAnswer } from '#stats/means/answer-by-t.ts';
import { checkArm, type Moments, meanVariance } from '#stats/moments/moments.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** A group's values before and after; different units in the two periods (repeated cross-sections). */
export type BeforeAfter = { readonly before: Moments; readonly after: Moments };

/** `absoluteEffect` is the change in the treated group beyond the change in the control group. */
export type DifferenceInDifferences = TAnswer & {
  readonly method: 'difference-in-differences';
  readonly alpha: number;
  readonly n: number;
  readonly absoluteEffect: number;
  readonly controlChange: number;
  readonly treatmentChange: number;
  readonly standardError: number;
  readonly df: number;
};

/**
 * Difference in differences of four independent groups: (T after - T before) - (C after - C before), with
 * the four squared standard errors added and Satterthwaite's degrees of freedom. Only as good as the
 * assumption that both groups would have moved in parallel. Refuses `insufficient_sample`,
 * `zero_variance`, `invalid_input`. Source: Card, Krueger 1994; Satterthwaite 1946.
 */
export function differenceInDifferences(
  control: BeforeAfter,
  treatment: BeforeAfter,
  alpha: number,
): DifferenceInDifferences | StatsRefusal {
  const cells = [control.before, control.after, treatment.before, treatment.after];
  for (const cell of cells) {
    const problem = checkArm(cell);
    if (problem !== undefined) return problem;
  }
  const variances = cells.map(meanVariance);
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  if (total === 0) return refuse('zero_variance', 'all four groups are constant');
  const lost = cells.reduce((sum, cell, i) => sum + ((variances[i] ?? 0) / total) ** 2 / (cell.n - 1), 0);
  const controlChange = control.after.mean - control.before.mean;
  const treatmentChange = treatment.after.mean - treatment.before.mean;
  const absoluteEffect = treatmentChange - controlChange;
  const standardError = Math.sqrt(total);
  if (![absoluteEffect, standardError, 1 / lost].every(Number.isFinite)) {
    return refuse('invalid_input', 'the figures are too large to compare');
  }
  const question = { estimate: absoluteEffect, standardError, df: 1 / lost, alpha, nullValue: 0 };
  const answer = answerByT({ ...question, alternative: 'two-sided' });
  if (answer.kind === 'refused') return answer;
  return {
    ...answer,
    method: 'difference-in-differences',
    alpha,
    n: cells.reduce((sum, cell) => sum + cell.n, 0),
    absoluteEffect,
    controlChange,
    treatmentChange,
    standardError,
    df: 1 / lost,
  };
}
