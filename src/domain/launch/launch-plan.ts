import type { Metric } from '#domain/metric.ts';

/** A step of the way from the canary to the registered share of units. */
export interface RampStep {
  /** Share of all units that meet the experiment, above 0 and at most 1. */
  readonly share: number;
  /** Days of running that the step lasts at least, beside its checks. */
  readonly days: number;
}

/** How a launch goes out. A last step of all units stands for the registered share. */
export interface LaunchPlan {
  readonly steps: readonly RampStep[];
}

/** What is watched beside the metrics of the plan, and what comes of it. */
export interface WatchPlan {
  /** Errors; a rise to twice the control's level alerts the thread and holds a ramp. */
  readonly errors?: Metric;
  /** A share of satisfied units; below one half alerts the thread. */
  readonly satisfaction?: Metric;
  /** An event that means a privacy incident; one unit of a treatment with it halts the experiment. */
  readonly privacy?: Metric;
  /** Relative loss of the goal beyond which a proven regression alerts the thread, 0..1. */
  readonly regression: number;
  /** Whether data that cannot be trusted pause the experiment. */
  readonly pausesForIntegrity: boolean;
}

/** What is watched if the settings say nothing of it. */
export const WATCH_DEFAULTS: WatchPlan = { regression: 0.1, pausesForIntegrity: false };
