import { level, percent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';

/** The level of the goal today, in its own unit. */
export function baselineWords({ goal, baseline }: Pick<Plan, 'goal' | 'baseline'>): string {
  return goal.kind === 'proportion' ? percent(baseline.mean) : level(baseline.mean);
}
