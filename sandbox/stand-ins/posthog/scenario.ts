import type { Metric } from '#domain/metric.ts';

/** What one arm's units did, over the whole experiment. */
export type MeasureTotal =
  | { readonly kind: 'proportion'; readonly successes: number }
  | {
      readonly kind: 'mean';
      readonly mean: number;
      /** Sample variance (divisor n - 1). */
      readonly variance: number;
      /** Units whose value is not 0, for measures such as revenue; all of them if left out. */
      readonly nonZero?: number;
    };

export type ArmName = 'control' | 'treatment';

export interface ScenarioArm {
  readonly units: number;
  /** By `measureKey`. */
  readonly metrics: Readonly<Record<string, MeasureTotal>>;
}

export interface ScenarioBaseline {
  readonly mean: number;
  readonly variance: number;
  readonly unitsPerDay: number;
}

/**
 * What the stand-in tells about one kind of experiment: totals that are reached after `days` days with the flag
 * at `rollout`, split evenly between the arms, and the figures from before. How the totals come about from day to
 * day is drawn with the scenario's seed; at the end they are exactly these.
 */
export interface Scenario {
  readonly name: string;
  /** The source of the totals, or that they are drawn. */
  readonly source: string;
  /** On the flag key. */
  readonly matches: RegExp;
  /** On the surface, for questions asked before there is a flag. */
  readonly surfaces: RegExp;
  readonly days: number;
  /** Share of units in the experiment at which `days` holds, 0..1. */
  readonly rollout: number;
  readonly seed: number;
  readonly arms: Readonly<Record<ArmName, ScenarioArm>>;
  /** What the units of one treatment of several did instead, by the key of its variant. */
  readonly variants?: Readonly<Record<string, ScenarioArm['metrics']>>;
  readonly baseline: Readonly<Record<string, ScenarioBaseline>>;
  /** Units that met both arms, over the whole experiment. */
  readonly multiple: number;
  /** Units whose exposures name no variant, over the whole experiment; 0 if left out. */
  readonly withoutVariant?: number;
  /** Measures that are drawn or assumed, not published. */
  readonly drawn: readonly string[];
}

/** Key of a measure in a scenario: retention by its first day, because it may be of any event. */
export function measureKey({
  event,
  property,
  isRetention,
  delayDays = 0,
}: Pick<Metric, 'event' | 'property' | 'isRetention' | 'delayDays'>): string {
  if (isRetention === true) return `retained_${delayDays}d`;
  return property === null ? event : `${event}.${property}`;
}

/** Units per day that come to the scenario's surface, at every share of rollout. */
export function trafficOf(scenario: Pick<Scenario, 'arms' | 'days' | 'rollout'>): number {
  return (scenario.arms.control.units + scenario.arms.treatment.units) / scenario.days / scenario.rollout;
}
