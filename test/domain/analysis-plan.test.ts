import { describe, expect, it } from 'vitest';
import { analysisPlanOf, MINIMUM, plannedUnitsFor } from '#domain/looks/analysis-plan.ts';
import { GATE_PLAN, MAIL_PLAN } from '#test/support/example-plans.ts';

describe('analysisPlanOf', () => {
  it('is the registered analysis in the words of the statistics', () => {
    expect(analysisPlanOf(GATE_PLAN)).toEqual({
      control: 'control',
      treatments: ['treatment'],
      allocation: { control: 0.5, treatment: 0.5 },
      metrics: [
        {
          key: 'retention_7d',
          kind: 'proportion',
          desiredDirection: 'increase',
          role: 'goal',
          margin: null,
          plannedUnits: 90_189,
        },
        {
          key: 'revenue_per_user',
          kind: 'mean',
          desiredDirection: 'increase',
          role: 'guardrail',
          margin: 0.05,
          // They count at once, so those that enter while the goal waits count, too.
          plannedUnits: 90_189 * (22 / 14),
        },
        {
          key: 'crash_rate',
          kind: 'proportion',
          desiredDirection: 'decrease',
          role: 'guardrail',
          margin: 0.05,
          plannedUnits: 90_189 * (22 / 14),
        },
        {
          key: 'retention_1d',
          kind: 'proportion',
          desiredDirection: 'increase',
          role: 'secondary',
          margin: null,
          plannedUnits: 90_189 * (20 / 14),
        },
      ],
      alpha: 0.05,
      plannedUnits: 90_189,
      plannedLooks: 2,
      monitoring: 'spending',
      smallestLift: 0.05,
      minimum: MINIMUM,
      srmAlpha: 0.001,
    });
  });

  it('leaves the size as it was if every metric counts at once', () => {
    for (const { metrics } of [MAIL_PLAN].map(analysisPlanOf)) {
      expect(metrics.map(({ plannedUnits }) => plannedUnits)).toEqual([undefined, undefined, undefined]);
    }
  });

  it('plans no units if none can count by the end', () => {
    const guardrail = { metric: GATE_PLAN.goal, margin: 0.05 };
    expect(plannedUnitsFor({ ...MAIL_PLAN, guardrails: [guardrail] }, GATE_PLAN.goal)).toBe(0);
  });

  it('asks for the minimum of the design: a week, 100 units and 25 events to show, 1,000 to decide', () => {
    expect(MINIMUM).toEqual({
      days: 7,
      unitsPerVariant: 100,
      eventsPerVariant: 25,
      unitsPerVariantToDecide: 1_000,
    });
  });

  it('finds the control wherever it stands', () => {
    const turned = { ...GATE_PLAN, variants: GATE_PLAN.variants.toReversed() };
    expect(analysisPlanOf(turned)).toMatchObject({ control: 'control', treatments: ['treatment'] });
  });
});
