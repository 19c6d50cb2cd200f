import {
  type ArmName,
  type MeasureTotal,
  type Scenario,
  type ScenarioArm,
  type ScenarioBaseline,
  trafficOf,
} from './scenario.ts';

/** Level of every measure of the catalogue if nothing is published: plausible, and the same in both arms. */
export interface Level {
  /** A share of units. */
  readonly rate?: number;
  readonly mean?: number;
  readonly variance?: number;
  /** Share of units whose value is not 0. */
  readonly nonZero?: number;
}

/** Assumed levels: shares of units, euros, seconds. Revenue is an order worth 60 euros on average for 4 %. */
export const ASSUMED: Readonly<Record<string, Level>> = {
  retained_1d: { rate: 0.42 },
  retained_7d: { rate: 0.18 },
  site_visited: { rate: 0.12 },
  order_completed: { rate: 0.04 },
  'order_completed.revenue': { mean: 2.4, variance: 230, nonZero: 0.04 },
  support_contacted: { rate: 0.04 },
  app_crashed: { rate: 0.03 },
  email_unsubscribed: { rate: 0.012 },
  'page_loaded.seconds': { mean: 1.8, variance: 0.8 },
};

/** Days after its first exposure on which a unit's event comes, if that is not at once. */
export const EVENT_DELAYS: Readonly<Record<string, number>> = { retained_1d: 1, retained_7d: 7 };

/** The total of a measure at this level for so many units. */
export function totalAt(level: Level, units: number): MeasureTotal {
  if (level.rate !== undefined) return { kind: 'proportion', successes: Math.round(level.rate * units) };
  const nonZero = level.nonZero === undefined ? {} : { nonZero: Math.round(level.nonZero * units) };
  return { kind: 'mean', mean: level.mean ?? 0, variance: level.variance ?? 0, ...nonZero };
}

/** Completes both arms with the assumed measures that they lack, and says which those are. */
export function withAssumed(arms: Readonly<Record<ArmName, ScenarioArm>>): Pick<Scenario, 'arms' | 'drawn'> {
  const lacking = Object.keys(ASSUMED).filter((key) => arms.control.metrics[key] === undefined);
  const complete = (arm: ScenarioArm): ScenarioArm => {
    const added = lacking.map((key) => [key, totalAt(ASSUMED[key] ?? {}, arm.units)] as const);
    return { ...arm, metrics: { ...arm.metrics, ...Object.fromEntries(added) } };
  };
  return { arms: { control: complete(arms.control), treatment: complete(arms.treatment) }, drawn: lacking };
}

/** The figures from before, which are the control's: no unit had met the change. */
export function baselineFrom(
  scenario: Pick<Scenario, 'arms' | 'days' | 'rollout'>,
): Readonly<Record<string, ScenarioBaseline>> {
  const { units, metrics } = scenario.arms.control;
  return baselineOf(metrics, units, trafficOf(scenario));
}

/** The figures from before at the assumed levels, for experiments that are drawn from a truth. */
export function assumedBaseline(unitsPerDay: number): Readonly<Record<string, ScenarioBaseline>> {
  const units = 1_000_000;
  const totals = Object.entries(ASSUMED).map(([key, level]) => [key, totalAt(level, units)] as const);
  return baselineOf(Object.fromEntries(totals), units, unitsPerDay);
}

function baselineOf(metrics: ScenarioArm['metrics'], units: number, unitsPerDay: number) {
  const entries = Object.entries(metrics).map(([key, total]) => {
    if (total.kind === 'mean')
      return [key, { mean: total.mean, variance: total.variance, unitsPerDay }] as const;
    const mean = total.successes / units;
    return [key, { mean, variance: mean * (1 - mean), unitsPerDay }] as const;
  });
  return Object.fromEntries(entries);
}
