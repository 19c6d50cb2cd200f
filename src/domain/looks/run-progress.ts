import type { Experiment } from '#domain/experiment.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { DAY } from '#shared/clock.ts';

/** How far an experiment has come with its registered split. */
export interface RunProgress {
  /** When the split began, milliseconds since the Unix epoch. */
  readonly since: number;
  /** The day of running, from 1 to `days`: the days paused are left out. */
  readonly day: number;
  readonly days: number;
  /** Days of running until the registered end; one that has begun counts. */
  readonly daysLeft: number;
  /** The share of the sample that the newest look saw, 0..1. */
  readonly share: number;
}

/** How far it has come at this moment, or had come when it was decided or ended; null before the registered split. */
export function runProgress(experiment: Experiment, now: number): RunProgress | null {
  const { launch, design, decision, ended } = experiment;
  if (design === null || launch?.runningSince == null) return null;
  const { days } = design.plan.sizing;
  const since = launch.runningSince;
  const until = decision.record?.at ?? ended?.at ?? now;
  const past = activeTime(launch, since, until) / DAY;
  const day = Math.min(Math.floor(past) + 1, days);
  const daysLeft = Math.max(0, Math.ceil(days - past));
  const share = Math.min(1, newestReading(experiment)?.analysis.informationFraction ?? 0);
  return { since, day, days, daysLeft, share };
}
