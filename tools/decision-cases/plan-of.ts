import type { Metric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';
import type { MetricFields, PlanFields } from './case-fields.ts';

/** A metric of a case; one that counts so many days late has its window over just then. */
export function metricOfCase({ key, kind, direction }: MetricFields, delayDays = 0): Metric {
  return {
    key,
    name: key.replace(/^./, (letter) => letter.toUpperCase()),
    description: key,
    kind,
    desiredDirection: direction,
    event: key,
    property: null,
    windowDays: Math.max(1, delayDays),
    ...(delayDays === 0 ? {} : { delayDays }),
  };
}

/** The plan that a case registers. `delays` are the days after which a unit counts, by metric. */
export function planOfCase(
  id: string,
  fields: PlanFields,
  delays: Readonly<Record<string, number>> = {},
): Plan {
  const of = (metric: MetricFields) => metricOfCase(metric, delays[metric.key]);
  const waitDays = delays[fields.goal.key] ?? 0;
  const shares = Object.entries(fields.allocation);
  return {
    title: id,
    hypothesis: id,
    rationale: id,
    request: {
      idea: id,
      goalMetric: fields.goal.key,
      guardrailMetrics: fields.guardrails.map(({ key }) => key),
      smallestLift: fields.goal.smallestLift,
      trafficShare: 1,
      split: shares.map(([, share]) => share),
      surface: id,
      repository: 'acme/shop',
      risk: 'low',
      owner: 'p_owner',
    },
    flagKey: id,
    variants: shares.map(([key, allocation], index) => ({
      key,
      role: index === 0 ? 'control' : 'treatment',
      description: key,
      allocation,
    })),
    goal: of(fields.goal),
    ...(fields.otherGoals === undefined ? {} : { otherGoals: fields.otherGoals.map((one) => of(one)) }),
    guardrails: fields.guardrails.map(({ margin, sizedFor, ...metric }) => ({
      metric: of(metric),
      margin,
      sizedFor,
    })),
    secondary: (fields.secondary ?? []).map(of),
    alpha: fields.alpha,
    power: 0.8,
    lookCadence: fields.looks,
    baseline: { mean: 1, variance: 1, units: 1, unitsPerDay: 1 },
    sizing: {
      unitsPerVariant: Math.floor(fields.plannedUnits * Math.min(...shares.map(([, share]) => share))),
      plannedUnits: fields.plannedUnits,
      days: fields.plannedDays,
      ...(waitDays === 0 ? {} : { waitDays }),
      plannedLooks: fields.plannedLooks,
      method: 'as the case says',
      inflation: 1,
    },
    risks: [],
    templateName: 'case',
  };
}
