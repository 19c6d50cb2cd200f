import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { ReadingFault, ReadingTask } from '#domain/looks/state.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { occupiesSurface } from '#domain/status.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';

/**
 * How long a task fails before the thread hears of it, milliseconds: longer than its own interval if the fault may pass
 * by itself, else until the next try has failed too.
 */
const TOLD_AFTER: Readonly<Record<ReadingTask, Readonly<Record<'passing' | 'lasting', number>>>> = {
  look: { passing: DAY, lasting: HOUR },
  'launch-check': { passing: HOUR, lasting: 15 * MINUTE },
};

type Failing = Pick<Command<'recordReadingFault'>, 'task' | 'mayPass' | 'at'>;

/** The fault that a task has had since it worked last; null if it works. */
export function openReadingFault({ looks }: Experiment, task: ReadingTask): ReadingFault | null {
  return looks.faults?.[task] ?? null;
}

/** Whether the thread knows of a task that fails, while users may meet the change. */
export function hasToldReadingFault({ looks, status }: Experiment): boolean {
  if (status === 'paused' || !occupiesSurface(status)) return false;
  return Object.values(looks.faults ?? {}).some(({ toldAt }) => toldAt !== null);
}

/** Whether a failure lasts so long by now that people must know. */
export function isTimeToTell(experiment: Experiment, { task, mayPass, at }: Failing): boolean {
  if (isToldOfCanary(experiment, task)) return false;
  const { since } = openReadingFault(experiment, task) ?? { since: at };
  return at - since >= TOLD_AFTER[task][mayPass ? 'passing' : 'lasting'];
}

/** The checks of a canary ask the same source more often: the thread knows from them. Older plans were watched once a day. */
function isToldOfCanary(experiment: Experiment, task: ReadingTask): boolean {
  const isHourly = experiment.design?.plan.watch !== undefined;
  const isCanary = task === 'look' && experiment.status === 'verifying';
  return isHourly && isCanary && openReadingFault(experiment, 'launch-check')?.toldAt != null;
}

/**
 * Whether a task that fails is tried at this moment. What burdens the source in vain is tried after 1, 2, 4, 8 and 16 hours
 * and then once a day; anything else whenever it is due.
 */
export function isTimeToRead(experiment: Experiment, task: ReadingTask, now: number): boolean {
  const fault = openReadingFault(experiment, task);
  if (fault?.rarely !== true) return true;
  const hours = Math.round((now - fault.since) / HOUR);
  return hours % 24 === 0 || [1, 2, 4, 8, 16].includes(hours);
}

/** It is the first failure, or the one that the thread must hear of. */
export function isNewsOfReading(experiment: Experiment, command: Failing): Refusal | null {
  const known = openReadingFault(experiment, command.task);
  const isNews = known === null || (known.toldAt === null && isTimeToTell(experiment, command));
  return unless(isNews, 'already-done', 'It is recorded already that this fails.');
}

/** The task has failed before. */
export function hasReadingFault(
  experiment: Experiment,
  { task }: Pick<Command<'recordReadingRecovery'>, 'task'>,
): Refusal | null {
  return unless(openReadingFault(experiment, task) !== null, 'already-done', 'This works already.');
}
