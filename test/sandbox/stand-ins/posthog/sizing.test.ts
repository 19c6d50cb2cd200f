import { describe, expect, it } from 'vitest';
import { sizePlan } from '#domain/design/sizing.ts';
import type { Metric } from '#domain/metric.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { hillstrom } from '#sandbox/stand-ins/posthog/scenarios/hillstrom.ts';
import { sameTwice } from '#sandbox/stand-ins/posthog/scenarios/known-truth.ts';

function sizeFor(scenario: Scenario, event: string, smallestLift: number) {
  const figures = scenario.baseline[event];
  if (figures === undefined) throw new TypeError(`no baseline for ${event}`);
  const goal: Metric = {
    key: event,
    name: event,
    description: '',
    kind: 'proportion',
    desiredDirection: 'increase',
    event,
    property: null,
    windowDays: 7,
  };
  const baseline = { ...figures, units: Math.round(28 * figures.unitsPerDay) };
  const rest = { trafficShare: 1, split: [0.5, 0.5], cadence: 'daily', alpha: 0.05, power: 0.8 } as const;
  return sizePlan({ goal, baseline, smallestLift, ...rest });
}

describe('a plan sized by a scenario’s baseline', () => {
  it.each([
    [cookieCats, 'retained_7d', 0.04, 14, 90_189],
    [hillstrom, 'site_visited', 0.09, 7, 42_613],
    [sameTwice, 'site_visited', 0.07, 14, 56_000],
  ] as const)('ends when the scenario ends: $name', (scenario, event, lift, days, plannedUnits) => {
    expect(sizeFor(scenario, event, lift)).toMatchObject({ kind: 'ok', value: { days, plannedUnits } });
    expect(scenario.days).toBe(days);
    expect(scenario.arms.control.units + scenario.arms.treatment.units).toBe(plannedUnits);
  });
});
