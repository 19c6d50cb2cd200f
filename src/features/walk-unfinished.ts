import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import { type AppError, faultFields, ownFault, toAppError } from '#shared/errors.ts';

/** How many experiments are looked through, the newest of them. */
const LINES_LIMIT = 10_000;

/** The lines of all experiments that are under way, newest first: not completed, not cancelled, and not kept for later. */
export function unfinishedLines(
  store: Pick<SummaryStore, 'summaries'>,
): Promise<readonly ExperimentSummary[]> {
  return store.summaries({ unfinished: true, limit: LINES_LIMIT });
}

/** The same with the ideas that are kept for later: a person who has a part in one is not forgotten. */
export async function linesNotOver(
  store: Pick<SummaryStore, 'summaries' | 'summaryPage'>,
): Promise<readonly ExperimentSummary[]> {
  const kept = await store.summaryPage({ statuses: ['backlog'] }, { limit: LINES_LIMIT });
  return [...(await unfinishedLines(store)), ...kept.lines];
}

/** What a job does over the unfinished experiments. */
export interface LiveWalk {
  /** Name of the job, for the log. */
  readonly job: string;
  /** Whether the job has anything to do here, by the line of the list alone, so that no journal is loaded in vain. */
  readonly isDue: (line: ExperimentSummary) => boolean;
  /** The finished experiments too: what was asked for at their end can still fail. */
  readonly withFinished?: true;
  readonly work: (line: ExperimentSummary) => Promise<void>;
}

/** A walk that works at several experiments at a time. */
export interface GroupWalk extends Omit<LiveWalk, 'work'> {
  /** Since when an experiment waits, milliseconds since the Unix epoch: the longest wait comes first. Newest first if left out. */
  readonly since?: (line: ExperimentSummary) => number;
  /** How many experiments are worked at together. */
  readonly size: number;
  /** What came of each of them, in their order: the fault, or null. */
  readonly work: (lines: readonly ExperimentSummary[]) => Promise<readonly (AppError | null)[]>;
  /** Hears of each experiment that was left out because the far side asks to slow down. */
  readonly leftOut?: (line: ExperimentSummary, fault: AppError) => Promise<void>;
}

/**
 * Does the work of a job at every unfinished experiment that is due, one after the other. A fault of one is logged and does
 * not hold up the others, unless the far side asks to slow down: then the rest is not tried. Throws `job.partly-failed` at
 * the end, so that the run counts as failed; it is retryable if every fault was.
 */
export async function walkUnfinished(
  needs: Pick<CoPilot, 'store' | 'log'>,
  { work, ...walk }: LiveWalk,
): Promise<void> {
  await walkInGroups(needs, {
    ...{ ...walk, size: 1 },
    work: (lines) => Promise.all(lines.map((line) => faultOf(() => work(line)))),
  });
}

/** What the work throws, or null. */
export async function faultOf(work: () => Promise<void>): Promise<AppError | null> {
  try {
    await work();
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

/** As `walkUnfinished`, with several experiments at a time. */
export async function walkInGroups(
  { store, log }: Pick<CoPilot, 'store' | 'log'>,
  { job, isDue, withFinished, since, size, work, leftOut }: GroupWalk,
): Promise<void> {
  const all = withFinished === true ? store.summaries({ limit: LINES_LIMIT }) : unfinishedLines(store);
  const lines = (await all).filter(isDue);
  const due = since === undefined ? lines : lines.toSorted((one, other) => since(one) - since(other));
  const faults: AppError[] = [];
  for (let start = 0; start < due.length; start += size) {
    // An embedded store answers without ever going by the event loop.
    await turnOfTheLoop();
    const group = due.slice(start, start + size);
    const outcomes = await work(group);
    for (const [index, fault] of outcomes.entries()) {
      if (fault === null) continue;
      faults.push(fault);
      logFault(log, job, group[index]?.key, fault);
    }
    const slowDown = outcomes.find((fault) => fault?.kind === 'rate-limited') ?? null;
    if (slowDown === null) continue;
    const rest = due.slice(start + size);
    for (const line of rest) await leftOut?.(line, slowDown);
    throw partlyFailed(faults, due.length, rest.length);
  }
  if (faults.length > 0) throw partlyFailed(faults, due.length, 0);
}

/** A warning, also if waiting does not mend it: that a person must act is said once, of the whole run. */
function logFault(log: CoPilot['log'], job: string, experiment: string | undefined, fault: AppError): void {
  const fields = { job, experiment, retryable: fault.retryable, ...faultFields(fault) };
  log.warn('a job failed at an experiment', fields);
}

function partlyFailed(faults: readonly AppError[], due: number, leftOut: number): AppError {
  const codes = [...new Set(faults.map(({ code }) => code))].sort().join(', ');
  const rest = leftOut === 0 ? '' : ` The other ${leftOut} wait for the next run.`;
  return ownFault(
    'job.partly-failed',
    `It failed at ${faults.length} of ${due} experiments (${codes}).${rest}`,
    {
      kind: faults.every(({ retryable }) => retryable) ? 'unavailable' : 'refused',
    },
  );
}
