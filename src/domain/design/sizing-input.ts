import type { Metric } from '#domain/metric.ts';
import type { Baseline, LookCadence } from '#domain/plan.ts';

/** A guardrail that must be proven within its margin, with its level before the experiment. */
export interface MustHold {
  readonly metric: Metric;
  /** Relative, above 0. */
  readonly margin: number;
  readonly baseline: Pick<Baseline, 'mean' | 'variance'>;
}

/** What a size is computed from. Lifts and shares are fractions. */
export interface SizingInput {
  readonly goal: Metric;
  /** Goals of the plan, this one among them; 1 if left out. */
  readonly goals?: number;
  readonly baseline: Baseline;
  /** The lift that the size is to see, relative. */
  readonly smallestLift: number;
  readonly trafficShare: number;
  /** Share of each variant, control first; sums to 1. */
  readonly split: readonly number[];
  readonly cadence: LookCadence;
  readonly alpha: number;
  readonly power: number;
  /** Guardrails that must be proven within their margins, too; none if left out. */
  readonly mustHold?: readonly MustHold[];
}
