import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { type AppError, faultFields, ownFault, toAppError } from '#shared/errors.ts';

/** How many unfinished experiments are looked through, the newest of them. */
const UNFINISHED_LIMIT = 10_000;

/** The lines of all experiments that are neither completed nor cancelled, newest first. */
export function unfinishedLines(
  store: Pick<SummaryStore, 'summaries'>,
): Promise<readonly ExperimentSummary[]> {
  return store.summaries({ unfinished: true, limit: UNFINISHED_LIMIT });
}

/** What a job does over the unfinished experiments. */
export interface LiveWalk {
  /** Name of the job, for the log. */
  readonly job: string;
  /** Whether the job has anything to do here, by the line of the list alone, so that no journal is loaded in vain. */
  readonly isDue: (line: ExperimentSummary) => boolean;
  readonly work: (line: ExperimentSummary) => Promise<void>;
}

/**
 * Does the work of a job at every unfinished experiment that is due, one after the other. A fault of one is logged and does not
 * hold up the others. Throws `job.partly-failed` after all were tried, so that the run counts as failed; it is retryable
 * if every fault was.
 */
export async function walkUnfinished(
  { store, log }: Pick<CoPilot, 'store' | 'log'>,
  { job, isDue, work }: LiveWalk,
): Promise<void> {
  const due = (await unfinishedLines(store)).filter(isDue);
  const faults: AppError[] = [];
  for (const line of due) {
    // An embedded store answers without ever going by the event loop.
    await turnOfTheLoop();
    try {
      await work(line);
    } catch (thrown) {
      const fault = toAppError(thrown);
      faults.push(fault);
      // A warning, also if waiting does not mend it: that a person must act is said once, of the whole run.
      const fields = { job, experiment: line.key, retryable: fault.retryable, ...faultFields(fault) };
      log.warn('a job failed at an experiment', fields);
    }
  }
  if (faults.length > 0) throw partlyFailed(faults, due.length);
}

function partlyFailed(faults: readonly AppError[], tried: number): AppError {
  const codes = [...new Set(faults.map(({ code }) => code))].sort().join(', ');
  return ownFault('job.partly-failed', `It failed at ${faults.length} of ${tried} experiments (${codes}).`, {
    kind: faults.every(({ retryable }) => retryable) ? 'unavailable' : 'refused',
  });
}
