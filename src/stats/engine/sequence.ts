import { mixtureRate } from '#stats/sequential/mixture-rate.ts';

/**
 * The asymptotic confidence sequence of one comparison: `k` = N rho², N the units seen in both
 * arms. rho is tuned once, for the registered alpha and size, so that intervals at other levels
 * and p-values come from the same mixture and cannot disagree.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas (Annals of Statistics 2024).
 */
export interface Mixture {
  readonly k: number;
}

/** An overrun by this factor is no data that can be; it only keeps figures finite. */
const MOST = 1e30;

/** `units` seen and planned in both arms (> 0); `alpha` two-sided, 0..1. */
export function mixtureOf(units: number, plannedUnits: number, alpha: number): Mixture {
  return { k: Math.min(MOST, units * mixtureRate(alpha, plannedUnits)) };
}

/** Critical value for |estimate / SE| at a two-sided `level`. */
export function sequenceCritical({ k }: Mixture, level: number): number {
  return Math.sqrt(((k + 1) / k) * (Math.log1p(k) - 2 * Math.log(level)));
}

/** Critical value for the statistic in one direction, at a one-sided `level`. */
export function sequenceCriticalOneSided({ k }: Mixture, level: number): number {
  return Math.sqrt(2 * ((k + 1) / k) * Math.log1p(Math.sqrt(k + 1) / (2 * level)));
}

/** ln of the two-sided always-valid p-value, at most 0. */
export function sequenceLogP({ k }: Mixture, statistic: number): number {
  return Math.min(0, Math.log1p(k) / 2 - ((k / (k + 1)) * statistic * statistic) / 2);
}

/** One-sided always-valid p-value against the null that the true statistic is 0 or less. */
export function sequencePOneSided({ k }: Mixture, statistic: number): number {
  if (statistic <= 0) return 1;
  const exponent = ((k / (k + 1)) * statistic * statistic) / 2;
  return Math.min(1, Math.sqrt(k + 1) / (2 * Math.expm1(exponent)));
}
