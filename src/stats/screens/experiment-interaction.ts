import {
  type DifferenceInDifferences,
  differenceInDifferences,
} from '#stats/designs/difference-in-differences.ts';
import { chi2Sf } from '#stats/distributions.ts';
import type { Moments } from '#stats/moments/moments.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';

/** Units of two experiments crossed: `firstSecond`, e.g. `treatmentControl` had the first treatment only. */
export type CrossedMoments = {
  readonly controlControl: Moments;
  readonly controlTreatment: Moments;
  readonly treatmentControl: Moments;
  readonly treatmentTreatment: Moments;
};

/** `overlapPValue` below 0.001 says that the two assignments are not independent; null without units. */
export type ExperimentInteraction = {
  readonly kind: 'ok';
  readonly interaction: DifferenceInDifferences;
  readonly overlapPValue: number | null;
};

/**
 * Does one experiment's effect depend on the arm of another? The effect of the first within the second's
 * treatment minus its effect within the second's control (metric units), with a two-sided test; and chi-
 * square for whether units were crossed as chance would cross them. Refuses as {@link
 * differenceInDifferences}, and `invalid_input` for alpha. Source: Box, Hunter, Hunter 2005, ch. 5 (two-
 * factor interaction); Pearson 1900.
 */
export function experimentInteraction(
  cells: CrossedMoments,
  alpha: number,
): ExperimentInteraction | StatsRefusal {
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  const interaction = differenceInDifferences(
    { before: cells.controlControl, after: cells.treatmentControl },
    { before: cells.controlTreatment, after: cells.treatmentTreatment },
    alpha,
  );
  if (interaction.kind === 'refused') return interaction;
  return { kind: 'ok', interaction, overlapPValue: overlapOf(cells) };
}

/** Pearson's chi-square of the 2 × 2 table of units, one degree of freedom. */
function overlapOf(cells: CrossedMoments): number | null {
  const { controlControl: a, controlTreatment: b, treatmentControl: c, treatmentTreatment: d } = cells;
  const n = a.n + b.n + c.n + d.n;
  const [control, treatment, off, on] = [a.n + b.n, c.n + d.n, a.n + c.n, b.n + d.n];
  const excess = (a.n / n) * d.n - (b.n / n) * c.n;
  const variance = (control / n) * (treatment / n) * (off / n) * on;
  const chi2 = (excess / variance) * excess;
  return Number.isFinite(chi2) ? chi2Sf(chi2, 1) : null;
}
