import { controlOf, type Plan } from '#domain/plan.ts';
import type { PlannedChange } from '#gate/change.ts';

/** What the gate has to know of a plan. */
export function plannedChange(plan: Plan): PlannedChange {
  const control = controlOf(plan)?.key ?? 'control';
  const treatments = plan.variants.filter(({ key }) => key !== control);
  return {
    flagKey: plan.flagKey,
    control,
    treatments: treatments.map(({ key }) => key),
  };
}
