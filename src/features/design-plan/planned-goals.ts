import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, isolated, oneLine } from '#block-kit/text.ts';
import { alphaPerComparison } from '#domain/design/goal-size.ts';
import { percent } from '#domain/figures.ts';
import { goalsOf } from '#domain/goals.ts';
import type { Metric } from '#domain/metric.ts';
import type { Plan } from '#domain/plan.ts';

/** The goals after the first as a fact of the plan; none of a plan with one goal. */
export function otherGoalsFact({ otherGoals = [] }: Plan): readonly string[] {
  if (otherGoals.length === 0) return [];
  return [`${titleOf(otherGoals.length)}\n${otherGoals.map((goal) => goalWords(goal)).join('\n')}`];
}

/** What several goals mean for a shipment, and what they cost; empty for a plan with one goal. Mrkdwn, with a space before it. */
export function severalGoalsReading(plan: Plan): string {
  if (plan.otherGoals === undefined) return '';
  const { goal, alpha, variants } = plan;
  const goals = goalsOf(plan).length;
  const level = alphaPerComparison({ alpha, split: variants.map(({ allocation }) => allocation), goals });
  return `${shippingByGoals(plan)} ${goals === 2 ? 'Both' : `All ${goals}`} goals share the ${percent(alpha)} (Holm), so the size is for ${escapeMrkdwn(goal.name)} at ${percent(level)}, which Holm leaves it in the worst case.`;
}

/** The goals after the first and what they mean for a shipment, for a message: one line; none of a plan with one goal. Mrkdwn. */
export function otherGoalsLine(plan: Plan): readonly string[] {
  const { otherGoals = [] } = plan;
  if (otherGoals.length === 0) return [];
  const goals = otherGoals.map((goal) => goalWords(goal, 80)).join(', ');
  const ships = shipsUnproven(plan)
    ? 'every goal must not get worse'
    : 'any goal that is proven better may ship, if none is proven worse';
  return [`${titleOf(otherGoals.length)}  ${goals}; ${ships}`];
}

function titleOf(others: number): string {
  return bold(others === 1 ? 'Other goal' : 'Other goals');
}

function goalWords({ name, desiredDirection }: Metric, length = 500): string {
  return `${escapeMrkdwn(isolated(oneLine(name, length)))} should ${desiredDirection === 'increase' ? 'rise' : 'fall'}`;
}

/** Whether the rules ship without the proof of a goal, so that each must be proven not to be worse. */
function shipsUnproven({ decisionRules }: Plan): boolean {
  const ships = (decisionRules?.rows ?? []).filter(({ recommend }) => recommend === 'ship');
  return ships.some(({ when }) => when['goal-proven'] !== 'met');
}

function shippingByGoals(plan: Plan): string {
  if (shipsUnproven(plan)) return ' To ship, every goal must be proven not to get worse by its margin.';
  return ` One goal that is proven better is enough to ship, if no goal is proven worse; the lift worth having (${percent(plan.request.smallestLift)}) holds for each.`;
}
