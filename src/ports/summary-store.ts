import type { Status } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { WaitAct } from '#domain/waits/wait-act.ts';

export type SummaryVersion = Pick<ExperimentSummary, 'key' | 'version'>;

/** Which lines are asked for: those for which all that is given holds. */
export interface SummaryFilter {
  readonly statuses?: readonly Status[];
  /** Channels of the experiments. */
  readonly channels?: readonly string[];
  /** The requester or the owner, by pseudonym. */
  readonly person?: string;
  readonly surface?: string;
  /** What the experiments wait for people to do; lines from before waits were kept may wait for any of it. */
  readonly waitsFor?: 'anything' | readonly WaitAct[];
}

/** What comes first in a list: the newest, the highest priority, or the newest outcome. Of equals by key. */
export type SummaryOrder = 'newest' | 'priority' | 'outcome';

/** The place of a line in a list: what its order goes by, and its key. */
export interface SummaryPlace {
  /** When it was proposed, its priority, or when its outcome was settled; 0 without the last two. */
  readonly by: number;
  readonly key: string;
}

/** Which part of the lines is asked for, from the first on. */
export interface SummaryPart {
  /** `newest` if left out. */
  readonly order?: SummaryOrder;
  /** At least 1. */
  readonly limit: number;
  /** The page begins behind this place of the same order, whose line may be gone meanwhile; at the first line if left out or null. */
  readonly after?: SummaryPlace | null;
  /** The page ends in front of this place of the same order, whose line may be gone meanwhile: the last lines before it. Counts alone, without `after` and `skip`. */
  readonly before?: SummaryPlace | null;
  /** How many lines are passed over first; none if left out. */
  readonly skip?: number;
}

/** Some lines, in the order that was asked for. */
export interface SummaryPage {
  readonly lines: readonly ExperimentSummary[];
  /** The place of the last of the lines, if others follow; null at the end. Behind a page that was asked for by `before` others follow. */
  readonly next: SummaryPlace | null;
  /** The place of the first of the lines, if others come before it; null at the beginning. In front of a page that was asked for by `after` others come. */
  readonly previous: SummaryPlace | null;
}

/** How many lines of one channel have one status; at least one. */
export interface SummaryCount {
  readonly channel: string;
  readonly status: Status;
  readonly count: number;
}

/** Projection for lists: can be rebuilt from the journal at any time. */
export interface SummaryStore {
  /** Writes a summary unless a newer version of it is there. */
  putSummary(summary: ExperimentSummary): Promise<void>;
  /** Newest first; `unfinished` keeps those under way: not completed, not cancelled, and not kept for later. */
  summaries(filter: { unfinished?: boolean; limit: number }): Promise<readonly ExperimentSummary[]>;
  /** A page of the lines that the filter keeps. Only what is shown is read whole, however much is stored. */
  summaryPage(filter: SummaryFilter, part: SummaryPart): Promise<SummaryPage>;
  /** How many lines the filter keeps, by channel and status: what a person may see is a question of channels. */
  summaryCounts(filter: SummaryFilter): Promise<readonly SummaryCount[]>;
  /** Key and version of every line, also of one whose content cannot be read. */
  summaryVersions(): Promise<readonly SummaryVersion[]>;
  /** Removes a line if it still has this version. */
  removeSummary(line: SummaryVersion): Promise<void>;
}
