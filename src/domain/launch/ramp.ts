import type { Experiment } from '#domain/experiment.ts';
import type { RampStep } from '#domain/launch/launch-plan.ts';
import type { LaunchState } from '#domain/launch/state.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { DAY } from '#shared/clock.ts';

/** A canary until exposure, split and events are verified, if the plan says nothing else. */
const CANARY: RampStep = { share: 0.05, days: 0 };

/**
 * The steps before the registered share of units, first the canary: at least one, none above that share, and none that reaches no
 * more units than the one before it.
 */
export function rampSteps({
  design,
  request,
}: Pick<Experiment, 'design' | 'request'>): readonly [RampStep, ...RampStep[]] {
  const { trafficShare } = request;
  const [first = CANARY, ...later] = design?.plan.launch?.steps ?? [CANARY];
  const within = ({ share, days }: RampStep) => ({ share: Math.min(share, trafficShare), days });
  return [within(first), ...later.filter(({ share }) => share < trafficShare).map(within)];
}

/** The step that is out, or the first one before the launch. */
export interface PresentStep extends RampStep {
  /** From 1. */
  readonly number: number;
  readonly steps: number;
  /** The step that follows; null if the registered share does. */
  readonly next: RampStep | null;
}

/** How far the launch of an experiment is on its way to the registered share. */
export function presentStep(experiment: Experiment): PresentStep {
  const steps = rampSteps(experiment);
  const index = Math.min(experiment.launch?.ramp?.length ?? 0, steps.length - 1);
  const step = steps[index] ?? steps[0];
  return { ...step, number: index + 1, steps: steps.length, next: steps[index + 1] ?? null };
}

/** Share of all units that meet the experiment until it runs. */
export function rampShare(experiment: Experiment): number {
  return presentStep(experiment).share;
}

/** Since when the present step is out, milliseconds since the Unix epoch. */
export function stepSince({ at, ramp = [] }: Pick<LaunchState, 'at' | 'ramp'>): number {
  return Math.max(at, ramp.at(-1)?.at ?? at);
}

/** Whether the present step has lasted as long as the plan wants; a pause does not count. */
export function isStepOver(experiment: Experiment, now: number): boolean {
  const { launch } = experiment;
  if (launch === null) return false;
  return activeTime(launch, stepSince(launch), now) >= presentStep(experiment).days * DAY;
}

/** Units that the steps let in between two moments, in shares of all units times milliseconds. */
export function rampExposure(experiment: Experiment, from: number, until: number): number {
  const { launch } = experiment;
  if (launch === null) return 0;
  const [canary] = rampSteps(experiment);
  const parts = [{ at: launch.at, share: canary.share }, ...(launch.ramp ?? [])];
  return parts.reduce((sum, { at, share }, index) => {
    const start = Math.max(at, from);
    const end = Math.min(parts[index + 1]?.at ?? until, until);
    return end > start ? sum + share * activeTime(launch, start, end) : sum;
  }, 0);
}
