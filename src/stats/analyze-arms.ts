import type { AnalysisPlan, LookData } from '#stats/analysis.ts';
import { checkArm, type Moments, meanVariance, NO_UNITS, sampleVariance } from '#stats/moments.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** Two arms that can be compared: means, squared standard errors of the means, Welch's degrees of freedom. */
export interface Pair {
  readonly kind: 'pair';
  readonly control: Moments;
  readonly treatment: Moments;
  readonly controlVariance: number;
  readonly treatmentVariance: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
}

/** All variants of the plan, control first. */
export function variantsOf(plan: AnalysisPlan): readonly string[] {
  return [plan.control, ...plan.treatments];
}

/** Units of a variant at this look; a variant that is not listed has none. */
export function unitsOf(data: LookData, variant: string): number {
  return data.units[variant] ?? 0;
}

/** Moments of a metric in a variant; missing data are no units. */
export function armOf(data: LookData, metric: string, variant: string): Moments {
  return data.moments[metric]?.[variant] ?? NO_UNITS;
}

/**
 * Brings two arms together for a Welch test of the difference (treatment minus control).
 * Refuses `insufficient_sample` (an arm below 2 units), `zero_variance` (both arms constant) and
 * `invalid_input` (moments no data can have, or figures that overflow). Source: Welch 1947.
 */
export function pairArms(control: Moments, treatment: Moments): Pair | StatsRefusal {
  const problem = checkArm(control) ?? checkArm(treatment);
  if (problem !== undefined) return problem;
  const controlVariance = meanVariance(control);
  const treatmentVariance = meanVariance(treatment);
  const standardError = Math.sqrt(controlVariance + treatmentVariance);
  if (standardError === 0) return refuse('zero_variance', 'both arms are constant');
  const absoluteEffect = treatment.mean - control.mean;
  const degreesOfFreedom = welchDegrees(control, treatment);
  if (![absoluteEffect, standardError, degreesOfFreedom].every(Number.isFinite)) {
    return refuse('invalid_input', 'the figures are too large to compute with');
  }
  return {
    kind: 'pair',
    control,
    treatment,
    controlVariance,
    treatmentVariance,
    absoluteEffect,
    standardError,
    degreesOfFreedom,
  };
}

/** Welch-Satterthwaite, from variance shares so that squares neither overflow nor vanish. */
function welchDegrees(control: Moments, treatment: Moments): number {
  const first = sampleVariance(control) / control.n;
  const second = sampleVariance(treatment) / treatment.n;
  const share = first / (first + second);
  return 1 / ((share * share) / (control.n - 1) + ((1 - share) * (1 - share)) / (treatment.n - 1));
}
