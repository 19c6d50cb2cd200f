import { normalIsf, normalLogSf, normalSf } from '#stats/distributions.ts';
import type { Alternative, ConfidenceInterval } from '#stats/outcome.ts';

/** The p-value of a standard normal statistic and its natural logarithm, from survival functions. */
export function normalPValues(
  z: number,
  alternative: Alternative,
): { readonly pValue: number; readonly logPValue: number } {
  if (alternative === 'greater') return { pValue: normalSf(z), logPValue: normalLogSf(z) };
  if (alternative === 'less') return { pValue: normalSf(-z), logPValue: normalLogSf(-z) };
  const distance = Math.abs(z);
  return {
    pValue: Math.min(1, 2 * normalSf(distance)),
    logPValue: Math.min(0, Math.LN2 + normalLogSf(distance)),
  };
}

/** estimate -/+ z standardError at level 1 - alpha; one-sided ones are open towards the alternative. */
export function normalInterval(
  estimate: number,
  standardError: number,
  alpha: number,
  alternative: Alternative,
): ConfidenceInterval {
  const half = normalIsf(alternative === 'two-sided' ? alpha / 2 : alpha) * standardError;
  return {
    lower: alternative === 'less' ? Number.NEGATIVE_INFINITY : estimate - half,
    upper: alternative === 'greater' ? Number.POSITIVE_INFINITY : estimate + half,
  };
}
