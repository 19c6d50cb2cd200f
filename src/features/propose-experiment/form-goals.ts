import { type Choice, multiStaticSelect } from '#block-kit/choices.ts';
import { goalKeysOf, MOST_GOALS } from '#domain/goals.ts';
import { findMetric, goalProblem, type Metric } from '#domain/metric.ts';
import type { ExperimentRequest } from '#domain/plan.ts';

/** The field for the goals after the first. */
export function otherGoalsField(metrics: readonly Choice[], { otherGoals }: Partial<ExperimentRequest>) {
  return multiStaticSelect({
    ...{ blockId: 'otherGoals', actionId: 'otherGoals', label: 'Other goals' },
    hint: `At most ${MOST_GOALS - 1}. A treatment may then ship by any goal that is proven better, if no goal is proven worse. All goals share the chance of a false proof, so the plan takes more units.`,
    optional: true,
    choices: metrics,
    ...(otherGoals === undefined ? {} : { initial: otherGoals }),
  });
}

/** The goals after the first as the form gives them; left out if there are none. */
export function otherGoalsOf(keys: readonly string[] | undefined): Pick<ExperimentRequest, 'otherGoals'> {
  return keys === undefined || keys.length === 0 ? {} : { otherGoals: keys };
}

/** What is wrong with the goals after the first, in a sentence; null if they may stand. */
export function otherGoalsProblem(request: ExperimentRequest, catalogue: readonly Metric[]): string | null {
  const { goalMetric, otherGoals = [], smallestLift } = request;
  const metrics = otherGoals.map((key) => findMetric(catalogue, key));
  if (metrics.includes(null)) return 'Choose goals from the catalogue.';
  if (otherGoals.includes(goalMetric))
    return 'This holds the goal metric above. Choose other metrics, or none.';
  if (goalKeysOf(request).length > MOST_GOALS) return `Choose at most ${MOST_GOALS - 1} other goals.`;
  const noGoal = metrics.map((metric) => metric && goalProblem(metric)).find((problem) => problem !== null);
  if (noGoal !== undefined) return noGoal;
  const falls = metrics.find((metric) => metric?.desiredDirection === 'decrease');
  return smallestLift >= 1 && falls != null
    ? `"${falls.name}" should fall, and cannot fall by 100 or more. Choose a smaller lift worth having, or another goal.`
    : null;
}
