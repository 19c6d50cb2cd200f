/** What a monitor needs to know of one comparison. `plannedUnits` counts the two arms compared. */
export interface ComparisonEvidence {
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
  critical(evidence: ComparisonEvidence, level: number): number;
  criticalOneSided(evidence: ComparisonEvidence, level: number): number;
  /** ln of a two-sided p-value that ranks comparisons as the critical values do. */
  logRank(evidence: ComparisonEvidence): number;
  /** Two-sided p that may be shown at this look: plain at the registered end, always valid, or null. */
  pValue(evidence: ComparisonEvidence): number | null;
  /** As `pValue`, in one direction (statistic above 0 speaks against the null). */
  pValueOneSided(evidence: ComparisonEvidence): number | null;
  /**
   * The least two-sided level at which this look would prove the comparison, all looks counted. `levels` are matched exactly: the p is below a level just
   * when the statistic passes the critical value of that level.
   */
  adjustedForLooks(levels: readonly number[]): (evidence: ComparisonEvidence) => number;
  /** As `adjustedForLooks`, in one direction. */
  adjustedForLooksOneSided(levels: readonly number[]): (evidence: ComparisonEvidence) => number;
}
