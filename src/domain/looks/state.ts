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
  /** By metric: values that are no number and count as 0; left out if there are none. */
  readonly unusable?: Readonly<Record<string, number>>;
  /** Units whose exposures name no variant, if they are more than the rollout explains, and how many it explains. */
  readonly withoutVariant?: { readonly units: number; readonly expected: number };
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
