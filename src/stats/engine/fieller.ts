import type { Interval } from '#stats/engine/analysis.ts';
import type { Pair } from './arms.ts';

/** The relative effect (absolute effect / |control mean|); null when the control mean is 0. */
export function liftOf({ control, absoluteEffect }: Pair): number | null {
  const lift = absoluteEffect / Math.abs(control.mean);
  return Number.isFinite(lift) ? lift : null;
}

/**
 * Fieller's interval for the lift with critical value `critical`: it leaves 0 out exactly when
 * |absolute effect| > critical × standard error. null when the control mean cannot be told from
 * 0 at that critical value (the interval would be unbounded). Source: Fieller 1954.
 */
export function fiellerInterval(pair: Pair, critical: number): Interval | null {
  const { control, treatment, controlVariance, treatmentVariance } = pair;
  const base = Math.abs(control.mean);
  if (!(base > 0)) return null;
  const sign = control.mean < 0 ? -1 : 1;
  // Working in lifts (ratio - 1) keeps the digits of small effects.
  const lift = pair.absoluteEffect / base;
  const ratio = (treatment.mean / base) * sign;
  const scale = critical / base;
  const g = scale * scale * controlVariance;
  if (!(g < 1)) return null;
  const spread = scale * Math.sqrt((1 - g) * treatmentVariance + ratio * ratio * controlVariance);
  const centre = lift + sign * g;
  const lower = (centre - spread) / (1 - g);
  const upper = (centre + spread) / (1 - g);
  return Number.isFinite(lower) && Number.isFinite(upper) ? { lower, upper } : null;
}
