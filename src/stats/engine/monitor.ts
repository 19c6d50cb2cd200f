import { tLogSf, tSf } from '#stats/distributions.ts';
import type { AnalysisPlan, EarlierLook, LookData } from '#stats/engine/analysis.ts';
import { memoize } from '#stats/numerics/memoize.ts';
import { fractionOf } from './counted.ts';
import { repeatedPValues } from './repeated-p.ts';
import {
  mixtureOf,
  sequenceCritical,
  sequenceCriticalOneSided,
  sequenceLogP,
  sequencePOneSided,
} from './sequence.ts';
import { type LookHistory, lookHistory, spendingCritical } from './spending.ts';

/** What a monitor needs to know of one comparison. `plannedUnits` counts the two arms compared. */
export interface Evidence {
  readonly metric: string;
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly units: number;
  readonly plannedUnits: number;
}

/**
 * How one look is judged so that all looks together keep the error rate. A two-sided comparison
 * is proven at `level` exactly when |statistic| > critical(level); in one direction, when the
 * statistic passes criticalOneSided(level). Both are finite and fall as the level rises.
 */
export interface Monitor {
  readonly method: 'spending' | 'sequence';
  critical(evidence: Evidence, level: number): number;
  criticalOneSided(evidence: Evidence, level: number): number;
  /** ln of a two-sided p-value that ranks comparisons as the critical values do. */
  logRank(evidence: Evidence): number;
  /** Two-sided p that may be shown at this look: plain at the registered end, always valid, or null. */
  pValue(evidence: Evidence): number | null;
  /** As `pValue`, in one direction (statistic above 0 speaks against the null). */
  pValueOneSided(evidence: Evidence): number | null;
  /**
   * The least two-sided level at which this look would prove the comparison, all looks counted;
   * null before the registered end. `levels` are matched exactly: the p is below a level just
   * when the statistic passes the critical value of that level.
   */
  adjustedForLooks(levels: readonly number[]): (evidence: Evidence) => number | null;
  /** As `adjustedForLooks`, in one direction. */
  adjustedForLooksOneSided(levels: readonly number[]): (evidence: Evidence) => number | null;
}

/** The monitor that the plan registers, for this look after the earlier ones. */
export function monitorFor(plan: AnalysisPlan, data: LookData, earlier: readonly EarlierLook[]): Monitor {
  if (plan.monitoring === 'sequence') return sequenceMonitor(plan.alpha);
  const before = earlier.filter((look) => look.look < data.look);
  const fractions = new Map(plan.metrics.map((metric) => [metric.key, fractionOf(plan, data, metric)]));
  const historyOf = (metric: string) => {
    // A metric whose events come late has seen a share of its own at every look.
    const seen = before.map((look) => ({
      ...look,
      informationFraction: look.fractions?.[metric] ?? look.informationFraction,
    }));
    return lookHistory(seen, fractions.get(metric) ?? 0, data.final);
  };
  return spendingMonitor(memoize(historyOf, String, plan.metrics.length), data.final);
}

/** Lan-DeMets O'Brien-Fleming spending on Welch's t; one-sided bounds are those of twice the level. */
function spendingMonitor(historyOf: (metric: string) => LookHistory, final: boolean): Monitor {
  const critical: Monitor['critical'] = ({ metric, degreesOfFreedom }, level) =>
    spendingCritical(historyOf(metric), level, degreesOfFreedom);
  const repeated = (levels: readonly number[]) => {
    const ofMetric = memoize((metric: string) => repeatedPValues(historyOf(metric), levels), String, 64);
    return (evidence: Evidence) => ofMetric(evidence.metric)(evidence);
  };
  return {
    method: 'spending',
    critical,
    criticalOneSided: (evidence, level) => critical(evidence, 2 * level),
    logRank: (evidence) =>
      Math.min(0, Math.LN2 + tLogSf(Math.abs(evidence.statistic), evidence.degreesOfFreedom)),
    pValue: ({ statistic, degreesOfFreedom }) =>
      final ? Math.min(1, 2 * tSf(Math.abs(statistic), degreesOfFreedom)) : null,
    pValueOneSided: ({ statistic, degreesOfFreedom }) => (final ? tSf(statistic, degreesOfFreedom) : null),
    adjustedForLooks: (levels) => (final ? repeated(levels) : () => null),
    adjustedForLooksOneSided: (levels) => {
      if (!final) return () => null;
      const both = repeated(levels.map((level) => 2 * level));
      return (evidence) => (evidence.statistic > 0 ? both(evidence) / 2 : 1 - both(evidence) / 2);
    },
  };
}

/** The asymptotic confidence sequence, tuned to `alpha`; every p-value is always valid. */
export function sequenceMonitor(alpha: number): Monitor {
  const mixture = ({ units, plannedUnits }: Evidence) => mixtureOf(units, plannedUnits, alpha);
  const pValue = (evidence: Evidence) => Math.exp(sequenceLogP(mixture(evidence), evidence.statistic));
  const oneSided = (evidence: Evidence) => sequencePOneSided(mixture(evidence), evidence.statistic);
  return {
    method: 'sequence',
    critical: (evidence, level) => sequenceCritical(mixture(evidence), level),
    criticalOneSided: (evidence, level) => sequenceCriticalOneSided(mixture(evidence), level),
    logRank: (evidence) => sequenceLogP(mixture(evidence), evidence.statistic),
    pValue,
    pValueOneSided: oneSided,
    adjustedForLooks: () => pValue,
    adjustedForLooksOneSided: () => oneSided,
  };
}
