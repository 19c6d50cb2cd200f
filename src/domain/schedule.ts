import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { lookDays } from '#domain/sizing.ts';
import { DAY } from '#shared/clock.ts';

/** A look that is due: `scheduled` ones read effects, the others only progress, health and harm. */
export interface DueLook {
  readonly scheduled: boolean;
  /** End of the data window, milliseconds since the Unix epoch. */
  readonly until: number;
  /** Number of this scheduled look, from 1; for a watch the number of the last one. */
  readonly look: number;
  readonly lastDay: boolean;
}

/**
 * The look that is due now, or null. Scheduled looks stand on fixed days after the start, so that looking never
 * depends on what is seen; one that was missed is taken once, at the newest due day. In between, a watch a day.
 */
export function dueLook(experiment: Experiment, now: number): DueLook | null {
  return scheduledLook(experiment, now) ?? watch(experiment, now);
}

/** The earliest moment at which `dueLook` answers more than null (milliseconds since the Unix epoch); null where none is to come. */
export function nextLookAt(experiment: Experiment): number | null {
  const moments = [nextScheduledAt(experiment), nextWatchAt(experiment)].filter((at) => at !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

function nextScheduledAt(experiment: Experiment): number | null {
  const { plan, runningSince, status } = experiment;
  if (plan === null || runningSince === null || status !== 'running') return null;
  const seen = latestSnapshot(experiment)?.until ?? runningSince;
  const days = lookDays(plan.sizing.days, plan.lookCadence);
  const next = days.find((day) => runningSince + day * DAY > seen);
  return next === undefined ? null : runningSince + next * DAY;
}

function scheduledLook(experiment: Experiment, now: number): DueLook | null {
  const { plan, runningSince, status } = experiment;
  if (plan === null || runningSince === null || status !== 'running') return null;
  const seen = latestSnapshot(experiment)?.until ?? runningSince;
  const days = lookDays(plan.sizing.days, plan.lookCadence);
  const due = days.filter((day) => runningSince + day * DAY <= now && runningSince + day * DAY > seen).at(-1);
  if (due === undefined) return null;
  return {
    scheduled: true,
    until: runningSince + due * DAY,
    look: days.indexOf(due) + 1,
    lastDay: due === days.at(-1),
  };
}

function watch(experiment: Experiment, now: number): DueLook | null {
  const at = nextWatchAt(experiment);
  if (at === null || now < at) return null;
  return { scheduled: false, until: now, look: experiment.snapshots.length, lastDay: false };
}

function nextWatchAt(experiment: Experiment): number | null {
  const { launchedAt, status } = experiment;
  if (launchedAt === null || !['verifying', 'running', 'deciding'].includes(status)) return null;
  const last = Math.max(
    experiment.watch?.until ?? 0,
    latestSnapshot(experiment)?.until ?? 0,
    experiment.runningSince ?? launchedAt,
  );
  return last + DAY;
}
