import type { Metric } from '#domain/metric.ts';
import type { ArmFigures, BaselineFigures } from '#ports/look-figures.ts';
import type { BaselineRequest } from '#ports/look-request.ts';
import { ageRules, type MeasuredArm, withSecondMeasure } from './measured-arm.ts';
import { measureKey, type Scenario } from './scenario.ts';

/** What the units on a scenario's surface did before: as many new ones every day, all at the level of the control. */
export function baselineFigures({ days, metrics }: BaselineRequest, scenario: Scenario): BaselineFigures {
  const perDay = Math.max(0, ...Object.values(scenario.baseline).map(({ unitsPerDay }) => unitsPerDay));
  const unitsBy = (day: number) => Math.round(Math.max(0, day) * perDay);
  const firstSeen = Array.from({ length: days }, (_, day) => unitsBy(day + 1) - unitsBy(day));
  const figures = metrics.map((metric): [string, ArmFigures] => {
    const arm = levelBefore(metric, scenario, days, unitsBy);
    return [metric.key, withSecondMeasure(metric, arm)];
  });
  return {
    units: unitsBy(days),
    firstSeen,
    moments: Object.fromEntries(figures),
    unusable: Object.fromEntries(metrics.map(({ key }) => [key, 0])),
  };
}

/** Units whose event is still to come count as 0. */
function levelBefore(
  metric: Metric,
  scenario: Scenario,
  days: number,
  unitsBy: (day: number) => number,
): MeasuredArm {
  const { maturityDays, eventDays } = ageRules(metric);
  const n = unitsBy(days - maturityDays);
  const { mean, variance } = scenario.baseline[measureKey(metric)] ?? { mean: 0, variance: 0 };
  const share = Math.min(1, Math.max(0, days - eventDays) / Math.max(1, days - maturityDays));
  const level = share * mean;
  const spread = share === 1 ? variance : share * (variance + mean * mean) - level * level;
  return { n, mean: n > 0 ? level : null, variance: n > 1 ? spread : null };
}
