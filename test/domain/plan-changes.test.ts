import { expect, it } from 'vitest';
import { planChanges } from '#domain/design/plan-changes.ts';
import type { Plan } from '#domain/plan.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const changed = (change: Partial<Plan>) => planChanges(GATE_PLAN, { ...GATE_PLAN, ...change });

it('names what people would read differently in a plan, in its order', () => {
  const { request, sizing, variants, goal } = GATE_PLAN;
  expect(changed({})).toEqual([]);
  expect(changed({ flagKey: 'another' })).toEqual([]);
  expect(changed({ risks: [], hypothesis: 'Another' })).toEqual(['hypothesis', 'risks']);
  expect(changed({ goal: { ...goal, key: 'visits' } })).toEqual(['goal']);
  expect(changed({ guardrails: [] })).toEqual(['guardrails']);
  expect(changed({ request: { ...request, smallestLift: 0.2 }, sizing: { ...sizing, days: 7 } })).toEqual([
    'lifts',
    'length and size',
  ]);
  const uneven = variants.map((variant, index) => ({ ...variant, allocation: index === 0 ? 0.7 : 0.3 }));
  expect(changed({ variants: uneven })).toEqual(['split']);
});

it('compares with the plan before only if changes were asked for', () => {
  expect(EXAMPLES.inReview.experiment.design?.before).toBeUndefined();
  expect(EXAMPLES.planChanged.experiment.design?.before).toEqual(GATE_PLAN);
  expect(EXAMPLES.approved.experiment.design?.before).toBeUndefined();
});
