import { lookDays } from '#domain/design/sizing.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { stepSince } from '#domain/launch/ramp.ts';
import type { LaunchState } from '#domain/launch/state.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { momentAfter } from '#domain/looks/running-time.ts';
import { DAY, HOUR } from '#shared/clock.ts';

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
 * The look that is due now, or null. None is while the flag is changed by hand and no person has chosen. Scheduled looks stand on fixed days of running, so that looking never depends
 * on what is seen; one that was missed is taken once, at the newest due day. In between, a watch
 * an hour in the first two days of each share of units, then every six hours.
 */
export function dueLook(experiment: Experiment, now: number): DueLook | null {
  return scheduledLook(experiment, now) ?? watch(experiment, now);
}

/** The earliest moment at which `dueLook` answers more than null (milliseconds since the Unix epoch); null if none is to come. */
export function nextLookAt(experiment: Experiment): number | null {
  const moments = [nextScheduledAt(experiment), nextWatchAt(experiment)].filter((at) => at !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** When the next registered look is due (milliseconds since the Unix epoch); null if none is to come. */
export function nextScheduledAt(experiment: Experiment): number | null {
  return looksToCome(experiment)[0]?.at ?? null;
}

/** When every registered look that is to come is due, in order (milliseconds since the Unix epoch). */
export function scheduledDates(experiment: Experiment): readonly number[] {
  return looksToCome(experiment).map(({ at }) => at);
}

function scheduledLook(experiment: Experiment, now: number): DueLook | null {
  const due = looksToCome(experiment).findLast(({ at }) => at <= now);
  return due === undefined ? null : { scheduled: true, until: due.at, look: due.look, lastDay: due.lastDay };
}

/** The registered looks that are not taken yet. Their days are days of running: a pause moves those that come after it. */
function looksToCome(experiment: Experiment) {
  const { design, launch, status, tampering } = experiment;
  if (tampering.open !== null || design === null || launch?.runningSince == null || status !== 'running')
    return [];
  const { plan } = design;
  const { runningSince } = launch;
  const seen = latestSnapshot(experiment)?.until ?? runningSince;
  const days = lookDays(plan.sizing.days, plan.lookCadence, plan.sizing.waitDays);
  return days
    .map((day, index) => ({
      at: momentAfter(launch, runningSince, day * DAY),
      look: index + 1,
      lastDay: index === days.length - 1,
    }))
    .filter(({ at }) => at > seen);
}

/** The look that a person may ask for now: the one that is due, otherwise a watch; null if nothing may be read. */
export function lookNow(experiment: Experiment, now: number): DueLook | null {
  return dueLook(experiment, now) ?? (nextWatchAt(experiment) === null ? null : watchUntil(experiment, now));
}

function watch(experiment: Experiment, now: number): DueLook | null {
  const at = nextWatchAt(experiment);
  return at === null || now < at ? null : watchUntil(experiment, now);
}

function watchUntil(experiment: Experiment, now: number): DueLook {
  return { scheduled: false, until: now, look: experiment.looks.snapshots.length, lastDay: false };
}

/** Milliseconds to the next watch. Plans from before the watch was registered are watched once a day, as they were made. */
function paceAt({ design }: Experiment, launch: LaunchState, last: number): number {
  if (design?.plan.watch === undefined) return DAY;
  const outSince = Math.max(stepSince(launch), launch.runningSince ?? 0);
  return last < outSince + 2 * DAY ? HOUR : 6 * HOUR;
}

function nextWatchAt(experiment: Experiment): number | null {
  const { launch, status, tampering } = experiment;
  if (tampering.open !== null || launch === null || !['verifying', 'running', 'deciding'].includes(status))
    return null;
  const last = Math.max(newestReading(experiment)?.until ?? 0, launch.runningSince ?? launch.at);
  return last + paceAt(experiment, launch, last);
}
