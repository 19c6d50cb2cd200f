import { type Moments, mergeAllMoments } from '#stats/moments/moments.ts';

/** A product of floating-point numbers is off by its rounding error; 25 events must not read as 24.999…. */
const DIGITS = 1e9;

/**
 * Events to be expected in the smallest of the arms if nothing differs between them: n M² / (V + M²), n of the smallest
 * arm, M and V the mean and the variance (divisor n) of all units together. For a rate that is n × the common rate; for
 * any other metric the number of equal events that would leave the mean as uncertain. 0 if there is no unit or no event, never below.
 */
export function expectedEvents(arms: readonly Moments[]): number {
  const { n, mean, m2 } = mergeAllMoments(arms);
  const spread = n > 0 ? Math.max(0, m2) / n / (mean * mean) : Number.NaN;
  const events = Math.max(0, Math.min(...arms.map((arm) => arm.n)) / (1 + spread));
  if (!Number.isFinite(events)) return 0;
  const rounded = Math.round(events * DIGITS) / DIGITS;
  return Number.isFinite(rounded) ? rounded : events;
}
