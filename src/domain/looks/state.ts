import type { Narrative } from '#domain/agent-output.ts';
import type { Verdict } from '#domain/decision/verdict.ts';
import type { Analysis } from '#stats/engine/analysis.ts';

/** One immutable, dated computation over a stated data window, bound to the plan by hash. */
export interface AnalysisSnapshot {
  readonly hash: string;
  readonly at: number;
  readonly from: number;
  readonly until: number;
  readonly scheduled: boolean;
  readonly analysis: Analysis;
  readonly verdict: Verdict;
  readonly narrative: Narrative | null;
}

/** The looks at the data. */
export interface LookState {
  /** Scheduled looks, oldest first. */
  readonly snapshots: readonly AnalysisSnapshot[];
  /** The newest look between the scheduled ones; null before the first. */
  readonly watch: AnalysisSnapshot | null;
  /** The metric whose proven harm stopped the experiment; null if none did. */
  readonly harm: string | null;
}
