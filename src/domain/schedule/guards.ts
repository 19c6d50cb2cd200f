import { isReadyToLaunch } from '#domain/code/readiness.ts';
import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { DAY } from '#shared/clock.ts';

/** A later day means little: by then neither the plan nor the traffic is what it was. */
const MOST_DAYS_AHEAD = 180;

/** The day is neither over nor more than half a year away. */
export function isSensibleStart(
  _experiment: Experiment,
  { from, at }: Pick<Command<'planStart'>, 'from' | 'at'>,
): Refusal | null {
  const today = Math.floor(at / DAY) * DAY;
  return unless(
    Number.isSafeInteger(from) && from % DAY === 0 && from >= today && from <= today + MOST_DAYS_AHEAD * DAY,
    'policy',
    `A start can be planned from today on, at most ${MOST_DAYS_AHEAD} days away.`,
  );
}

/** There is a planned start. */
export function hasPlannedStart({ start }: Experiment): Refusal | null {
  return unless(start != null, 'already-done', 'No start is planned for this experiment.');
}

/** The queue says something else than the thread. */
export function isNewPlace(
  { start }: Experiment,
  { startsAt, ahead }: Pick<Command<'moveStart'>, 'startsAt' | 'ahead'>,
): Refusal | null {
  return unless(
    start != null && (start.startsAt !== startsAt || start.ahead !== ahead),
    'already-done',
    'The queue has not moved.',
  );
}

/** The time has come, the code is merged, and the thread has not heard of it. */
export function isStartDue(
  experiment: Experiment,
  { startsAt, at }: Pick<Command<'callStart'>, 'startsAt' | 'at'>,
): Refusal | null {
  const { start } = experiment;
  return unless(
    start != null &&
      start.calledAt === undefined &&
      at >= Math.max(startsAt, start.from) &&
      isReadyToLaunch(experiment),
    'already-done',
    'The planned start has not come, the code is not merged, or the thread was told.',
  );
}
