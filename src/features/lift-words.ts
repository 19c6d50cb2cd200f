import { percent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';

/** A lift with the sign that the goal wants: "+4 %", or "−4 %" if it should fall. */
export function liftWords({ goal }: Pick<Plan, 'goal'>, lift: number): string {
  return `${goal.desiredDirection === 'increase' ? '+' : '−'}${percent(lift)}`;
}
