import type { ExperimentSummary } from '#domain/summary.ts';

/** Projection for lists: can be rebuilt from the journal at any time. */
export interface SummaryStore {
  /** Writes a summary unless a newer version of it is there. */
  putSummary(summary: ExperimentSummary): Promise<void>;
  /** Newest first; `live` keeps those not completed or cancelled. */
  summaries(filter: { live?: boolean; limit: number }): Promise<readonly ExperimentSummary[]>;
  clearSummaries(): Promise<void>;
}
