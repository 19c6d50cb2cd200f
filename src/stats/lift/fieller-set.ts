import { type Moments, meanVariance } from '#stats/moments/moments.ts';
import type { ConfidenceInterval } from '#stats/outcome.ts';

/**
 * `lift` = absolute effect / |control mean|. `g` >= 1 says that the control mean cannot be told from 0. `interval` is null
 * then, because the set is unbounded, and when an end of it overflows.
 */
export type FiellerSet = {
  readonly lift: number;
  readonly g: number;
  readonly interval: ConfidenceInterval | null;
};

/**
 * Fieller's interval for the lift with critical value `critical` > 0: it leaves 0 out exactly when
 * |absolute effect| > critical × standard error. null when the control mean is 0, or so small that the lift overflows.
 * Source: Fieller 1954.
 */
export function fiellerSet(control: Moments, treatment: Moments, critical: number): FiellerSet | null {
  const base = Math.abs(control.mean);
  const sign = control.mean < 0 ? -1 : 1;
  // Working in lifts (ratio - 1) keeps the digits of small effects.
  const lift = (treatment.mean - control.mean) / base;
  if (!Number.isFinite(lift)) return null;
  const ratio = (treatment.mean / base) * sign;
  const scale = critical / base;
  const g = scale * scale * meanVariance(control);
  if (!(g < 1)) return { lift, g: Number.isNaN(g) ? Number.POSITIVE_INFINITY : g, interval: null };
  const spread = scale * Math.sqrt((1 - g) * meanVariance(treatment) + ratio * ratio * meanVariance(control));
  const centre = lift + sign * g;
  const lower = (centre - spread) / (1 - g);
  const upper = (centre + spread) / (1 - g);
  return { lift, g, interval: Number.isFinite(lower) && Number.isFinite(upper) ? { lower, upper } : null };
}
