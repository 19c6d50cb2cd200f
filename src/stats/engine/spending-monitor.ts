import { tLogPValue, tPValue } from '#stats/means/answer-by-t.ts';
import { memoize } from '#stats/numerics/memoize.ts';
import { type LookHistory, spendingCritical } from './look-history.ts';
import type { ComparisonEvidence, Monitor } from './monitor.ts';
import { repeatedPValues } from './repeated-p-values.ts';

/** Lan-DeMets O'Brien-Fleming spending on Welch's t; one-sided bounds are those of twice the level. */
export function spendingMonitor(historyOf: (metric: string) => LookHistory, final: boolean): Monitor {
  const critical: Monitor['critical'] = ({ metric, degreesOfFreedom }, level) =>
    spendingCritical(historyOf(metric), level, degreesOfFreedom);
  const repeated = (levels: readonly number[]) => {
    // A family has one level per comparison, and mostly the same: each metric reads them all.
    const distinct = [...new Set(levels)];
    const ofMetric = memoize((metric: string) => repeatedPValues(historyOf(metric), distinct), String, 64);
    return (evidence: ComparisonEvidence) => ofMetric(evidence.metric)(evidence);
  };
  return {
    method: 'spending',
    critical,
    criticalOneSided: (evidence, level) => critical(evidence, 2 * level),
    logRank: ({ statistic, degreesOfFreedom }) => tLogPValue(statistic, degreesOfFreedom, 'two-sided'),
    pValue: ({ statistic, degreesOfFreedom }) =>
      final ? tPValue(statistic, degreesOfFreedom, 'two-sided') : null,
    pValueOneSided: ({ statistic, degreesOfFreedom }) =>
      final ? tPValue(statistic, degreesOfFreedom, 'greater') : null,
    adjustedForLooks: repeated,
    adjustedForLooksOneSided: (levels) => {
      const both = repeated(levels.map((level) => 2 * level));
      return (evidence) => (evidence.statistic > 0 ? both(evidence) / 2 : 1 - both(evidence) / 2);
    },
  };
}
