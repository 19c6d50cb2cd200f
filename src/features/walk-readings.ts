import { BOT } from '#domain/actor.ts';
import { isTimeToRead, openReadingFault } from '#domain/looks/reading-faults.ts';
import type { ReadingTask } from '#domain/looks/state.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { type AppError, detailOf } from '#shared/errors.ts';
import type { ReadingOutcome } from './read-together.ts';
import { faultOf, type GroupWalk, walkInGroups } from './walk-unfinished.ts';

/** A walk whose work reads the metrics source. */
export interface ReadingWalk extends Omit<GroupWalk, 'leftOut' | 'work'> {
  readonly task: ReadingTask;
  /** What came of each, in their order. */
  readonly work: (lines: readonly ExperimentSummary[]) => Promise<readonly ReadingOutcome[]>;
}

type Needs = Pick<CoPilot, 'store' | 'log' | 'load' | 'execute' | 'clock'>;

/**
 * As `walkInGroups`, the longest wait first. The journal of each experiment learns that its reading fails, also if it was left
 * out, and that it works again, so that the thread hears of both once.
 */
export async function walkReadings(needs: Needs, { task, work, ...walk }: ReadingWalk): Promise<void> {
  await walkInGroups(needs, {
    ...walk,
    work: async (lines) => {
      const outcomes = new Map<string, AppError | null>();
      const ready = await readyFor(needs, task, lines);
      const results = ready.length === 0 ? [] : await work(ready);
      for (const [index, line] of ready.entries()) {
        const result = results[index] ?? 'nothing';
        if (result === 'nothing') continue;
        const fault = result === 'read' ? null : result;
        const unnoted = await noted(needs, task, line, fault);
        outcomes.set(line.key, fault ?? unnoted);
      }
      return lines.map(({ key }) => outcomes.get(key) ?? null);
    },
    leftOut: async (line, fault) => {
      await noted(needs, task, line, fault);
    },
  });
}

/** Without those that fail for a reason that does not pass, as long as it is not their turn. */
async function readyFor(
  { load, clock }: Needs,
  task: ReadingTask,
  lines: readonly ExperimentSummary[],
): Promise<readonly ExperimentSummary[]> {
  const ready: ExperimentSummary[] = [];
  for (const line of lines) {
    // A journal that cannot be loaded fails in the work itself, and no other experiment with it.
    const experiment = await load(line.key).catch(() => null);
    if (experiment === null || isTimeToRead(experiment, task, clock.now())) ready.push(line);
  }
  return ready;
}

/** Tells the journal how a reading went; gives the fault of doing so, or null. */
async function noted(
  { load, execute, clock }: Needs,
  task: ReadingTask,
  { key }: ExperimentSummary,
  fault: AppError | null,
): Promise<AppError | null> {
  return faultOf(async () => {
    const by = { actor: BOT, at: clock.now() };
    if (fault !== null) {
      const { code, kind, retryable: mayPass } = fault;
      const what = { task, code, detail: detailOf(fault), mayPass };
      const pace = kind === 'excessive' ? ({ rarely: true } as const) : {};
      await execute(key, { name: 'recordReadingFault', ...what, ...pace, ...by });
      return;
    }
    const experiment = await load(key);
    if (experiment === null || openReadingFault(experiment, task) === null) return;
    await execute(key, { name: 'recordReadingRecovery', task, ...by });
  });
}
