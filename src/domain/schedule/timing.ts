import type { Experiment } from '#domain/experiment.ts';
import { scheduledDates } from '#domain/looks/schedule.ts';
import { BEFORE_LAUNCH } from '#domain/schedule/start-phase.ts';
import type { PlannedStart } from '#domain/schedule/state.ts';
import { occupiesSurface } from '#domain/status.ts';
import { DAY } from '#shared/clock.ts';

/** When an experiment has its surface, and how much of it. */
export interface Timing {
  /** Days that the plan registers. */
  readonly days: number;
  /** Share of the units of the surface that take part, above 0 and at most 1. */
  readonly share: number;
  /** The registered end, an estimate during the canary (milliseconds since the Unix epoch); null if it waits for a decision or is paused. */
  readonly endsAt?: number | null;
  /** Left out if no start is planned, and after the launch. */
  readonly start?: PlannedStart;
}

/** The timing of an experiment with a plan that is before its launch or has its surface; null of every other one. */
export function timingOf(experiment: Experiment): Timing | null {
  const { status, design, start } = experiment;
  if (design === null) return null;
  const { sizing, request } = design.plan;
  const timing = { days: sizing.days, share: request.trafficShare };
  if (occupiesSurface(status)) return { ...timing, endsAt: endOf(experiment, sizing.days) };
  if (!BEFORE_LAUNCH.includes(status)) return null;
  return start == null ? timing : { ...timing, start };
}

/** During the canary the days of the plan count from the launch. */
function endOf(experiment: Experiment, days: number): number | null {
  const { status, launch } = experiment;
  if (status === 'verifying' && launch !== null) return launch.at + days * DAY;
  return scheduledDates(experiment).at(-1) ?? null;
}
