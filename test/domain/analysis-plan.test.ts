import { describe, expect, it } from 'vitest';
import { analysisPlanOf, MINIMUM } from '#domain/analysis-plan.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

describe('analysisPlanOf', () => {
  it('is the registered analysis in the words of the statistics', () => {
    expect(analysisPlanOf(GATE_PLAN)).toEqual({
      control: 'control',
      treatments: ['treatment'],
      allocation: { control: 0.5, treatment: 0.5 },
      metrics: [
        { key: 'retention_7d', kind: 'proportion', desiredDirection: 'increase', role: 'goal', margin: null },
        {
          key: 'revenue_per_user',
          kind: 'mean',
          desiredDirection: 'increase',
          role: 'guardrail',
          margin: 0.05,
        },
        {
          key: 'crash_rate',
          kind: 'proportion',
          desiredDirection: 'decrease',
          role: 'guardrail',
          margin: 0.05,
        },
        {
          key: 'retention_1d',
          kind: 'proportion',
          desiredDirection: 'increase',
          role: 'secondary',
          margin: null,
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
