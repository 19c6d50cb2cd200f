import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { alphaPerComparison } from '#domain/design/goal-size.ts';
import { percent } from '#domain/figures.ts';
import { goalsOf } from '#domain/goals.ts';
import type { Plan } from '#domain/plan.ts';

/** The goals after the first as a fact of the plan; none of a plan with one goal. */
export function otherGoalsFact({ otherGoals = [] }: Plan): readonly string[] {
  if (otherGoals.length === 0) return [];
  const lines = otherGoals.map(
    ({ name, desiredDirection }) =>
      `${escapeMrkdwn(name)} should ${desiredDirection === 'increase' ? 'rise' : 'fall'}`,
  );
  return [`${bold(otherGoals.length === 1 ? 'Other goal' : 'Other goals')}\n${lines.join('\n')}`];
}

/** What several goals mean for a shipment, and what they cost; empty for a plan with one goal. Mrkdwn, with a space before it. */
export function severalGoalsReading(plan: Plan): string {
  if (plan.otherGoals === undefined) return '';
  const { goal, alpha, variants } = plan;
  const goals = goalsOf(plan).length;
  const level = alphaPerComparison({ alpha, split: variants.map(({ allocation }) => allocation), goals });
  return `${shippingByGoals(plan)} All ${goals} goals share the ${percent(alpha)} (Holm), so the size is for ${escapeMrkdwn(goal.name)} at ${percent(level)}, which Holm leaves it in the worst case.`;
}

/** What the goals must show to ship: rules that ask for no proof of a goal ask of each that it is not worse. */
function shippingByGoals({ decisionRules, request }: Plan): string {
  const ships = (decisionRules?.rows ?? []).filter(({ recommend }) => recommend === 'ship');
  if (ships.some(({ when }) => when['goal-proven'] !== 'met')) {
    return ' To ship, every goal must be proven not to get worse by its margin.';
  }
  return ` One goal that is proven better is enough to ship, if no goal is proven worse; the lift worth having (${percent(request.smallestLift)}) holds for each.`;
}
