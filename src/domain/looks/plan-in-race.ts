import type { Experiment } from '#domain/experiment.ts';
import { droppedVariants } from '#domain/looks/dropped-variants.ts';
import { planAsRun } from '#domain/looks/plan-as-run.ts';
import type { Plan } from '#domain/plan.ts';

/** The plan of the present phase with the variants that are still in the race; their shares add up to 1 again. */
export function planInRace(experiment: Experiment): Plan {
  const plan = planAsRun(experiment);
  const dropped = droppedVariants(experiment.looks);
  const left = plan.variants.filter(({ key }) => !dropped.includes(key));
  const share = left.reduce((sum, { allocation }) => sum + allocation, 0);
  return { ...plan, variants: left.map((one) => ({ ...one, allocation: one.allocation / share })) };
}
