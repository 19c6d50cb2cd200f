import { mixtureRate } from '#stats/sequential/mixture-rate.ts';
import {
  sequenceCritical,
  sequenceCriticalOneSided,
  sequenceLogP,
  sequencePOneSided,
} from '#stats/sequential/sequence-boundary.ts';
import type { ComparisonEvidence, Monitor } from './monitor.ts';

/** No data overrun by this factor; the limit only keeps figures finite. */
const MOST = 1e30;

/**
 * The asymptotic confidence sequence, its mixture tuned once to the registered `alpha` (two-sided, 0..1) and size, so
 * that intervals at other levels and p-values cannot disagree. Every p-value is always valid.
 */
export function sequenceMonitor(alpha: number): Monitor {
  const mixture = ({ units, plannedUnits }: ComparisonEvidence) =>
    Math.min(MOST, units * mixtureRate(alpha, plannedUnits));
  const pValue = (evidence: ComparisonEvidence) =>
    Math.exp(sequenceLogP(mixture(evidence), evidence.statistic));
  const oneSided = (evidence: ComparisonEvidence) => sequencePOneSided(mixture(evidence), evidence.statistic);
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
