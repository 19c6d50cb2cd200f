import { section } from '#block-kit/layout.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { wholePercent } from '#domain/figures.ts';
import { type Plan, sizedLift } from '#domain/plan.ts';
import { liftWords } from '#features/lift-words.ts';

/** What the rules will say, as a line of the plan; none for plans that do not know it. */
export function chancesSection(plan: Plan) {
  const { chances } = plan;
  if (chances === undefined) return [];
  const lift = liftWords(plan, sizedLift(plan.request));
  const isMany = plan.otherGoals !== undefined;
  const truth = isMany
    ? `If the true lift of ${escapeMrkdwn(plan.goal.name)} is ${lift} and nothing else changes`
    : `If the true lift is ${lift} and no guardrail changes`;
  const ship = `${truth}: ${chanceWords(chances.ship)} chance that the bot recommends to ship.`;
  const unchanged = `If nothing changes: ${chanceWords(chances.shipUnchanged)}; stopped for harm by mistake: ${chanceWords(chances.harmUnchanged)}.`;
  return [section(`${bold('Chances')}  ${ship} ${unchanged}`)];
}

/** Whole per cents: what was imagined is no more exact. */
function chanceWords(share: number): string {
  if (share < 0.01) return 'under 1 %';
  return share > 0.99 ? 'over 99 %' : wholePercent(share);
}
