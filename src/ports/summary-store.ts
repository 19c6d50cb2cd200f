import type { ExperimentSummary } from '#domain/summary.ts';

export type SummaryVersion = Pick<ExperimentSummary, 'key' | 'version'>;

/** Projection for lists: can be rebuilt from the journal at any time. */
export interface SummaryStore {
  /** Writes a summary unless a newer version of it is there. */
  putSummary(summary: ExperimentSummary): Promise<void>;
  /** Newest first; `unfinished` keeps those under way: not completed, not cancelled, and not kept for later. */
  summaries(filter: { unfinished?: boolean; limit: number }): Promise<readonly ExperimentSummary[]>;
  /** Key and version of every line, also of one whose content cannot be read. */
  summaryVersions(): Promise<readonly SummaryVersion[]>;
  /** Removes a line if it still has this version. */
  removeSummary(line: SummaryVersion): Promise<void>;
}
