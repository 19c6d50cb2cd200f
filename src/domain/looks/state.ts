import type { Narrative } from '#domain/agent-output.ts';
import type { ExtensionRecord } from '#domain/amendments/state.ts';
import type { Verdict } from '#domain/decision/verdict.ts';
import type { FoundState } from '#domain/looks/alerts.ts';
import type { Analysis } from '#stats/engine/analysis.ts';
import type { LookDetails } from '#stats/engine/details.ts';

/** One immutable, dated computation over a stated data window, bound to the plan by hash. */
export interface AnalysisSnapshot {
  readonly hash: string;
  readonly at: number;
  readonly from: number;
  readonly until: number;
  /** The end of the data, if a grace for late events made that earlier than `until`. */
  readonly readUntil?: number;
  readonly scheduled: boolean;
  readonly analysis: Analysis;
  readonly verdict: Verdict;
  /** By metric: values that are no number and count as 0; left out if there are none. */
  readonly unusable?: Readonly<Record<string, number>>;
  /** Units whose exposures name no variant, if they are more than the rollout explains, and how many it explains. */
  readonly withoutVariant?: { readonly units: number; readonly expected: number };
  /** What reading it cost: bytes that were scanned, null if the source does not tell, and seconds. Left out if the source says nothing of it. */
  readonly cost?: { readonly bytes: number | null; readonly seconds: number };
  readonly narrative: Narrative | null;
  /** What the look adds for readers and no rule reads; left out while effects are hidden, and by older versions. */
  readonly details?: LookDetails;
}

/** What the bot reads from the metrics source over and over: looks with the daily watch, and the checks of a canary. */
export type ReadingTask = 'look' | 'launch-check';

/** A reading that fails. */
export interface ReadingFault {
  /** When it failed for the first time since it worked last. */
  readonly since: number;
  /** When the thread heard of it; null if it has not. */
  readonly toldAt: number | null;
  /** Whether it may work later without a person changing anything. */
  readonly mayPass: boolean;
  /** Present if it is tried less and less often, because each try burdens the source in vain. */
  readonly rarely?: true;
  readonly code: string;
  /** What is wrong and what to do, in the words of the fault. */
  readonly detail: string;
}

/** A reading that works again. */
export interface ReadingRecovery {
  readonly task: ReadingTask;
  readonly since: number;
}

/** Treatments that were taken out of the race, each with the metric that says so; `person` is null if the bot did it. */
export interface VariantsDropped {
  readonly variants: readonly { readonly variant: string; readonly metric: string }[];
  readonly person: string | null;
  /** On that person's standing approval, not by a press. */
  readonly auto?: true;
}

/** The looks at the data. */
export interface LookState {
  /** Scheduled looks, oldest first. */
  readonly snapshots: readonly AnalysisSnapshot[];
  /** The newest look between the scheduled ones; null before the first. */
  readonly watch: AnalysisSnapshot | null;
  /** What the newest look found beside its analysis; left out before it was looked for. */
  readonly found?: FoundState;
  /** The metric whose proven harm stopped the experiment; null if none did. */
  readonly harm: string | null;
  /** What was taken out of the race, oldest first; left out if nothing was. */
  readonly drops?: readonly VariantsDropped[];
  /** How it stood before its registered end was moved; left out if it was not. */
  readonly extension?: ExtensionRecord;
  /** The readings that fail; left out if none has failed yet. */
  readonly faults?: Readonly<Partial<Record<ReadingTask, ReadingFault>>>;
  /** The newest reading that works again after the thread had heard that it fails; left out before the first. */
  readonly recovery?: ReadingRecovery;
}
