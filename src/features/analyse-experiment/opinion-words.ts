import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { planByLeadingGoal } from '#domain/decision/leading-goal.ts';
import { percent, signedPercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import type { SecondOpinion } from '#stats/engine/details.ts';

/** "99.9 % chance of being better (97 % if large effects are doubted), expected loss 0.01 % if shipped, 4.2 % if not". */
export function opinionWords(role: 'goal' | 'guardrail' | 'secondary', opinion: SecondOpinion): string {
  const { chance, scepticalChance, lossIfShipped, lossIfKept } = opinion;
  const doubted =
    scepticalChance === undefined ? '' : ` (${share(scepticalChance)} if large effects are doubted)`;
  if (role === 'guardrail') return `${share(chance)} chance of being within its margin${doubted}`;
  const losses = `expected loss ${lossOf(lossIfShipped)} if shipped, ${lossOf(lossIfKept)} if not`;
  return `${share(chance)} chance of being better${doubted}; ${losses}`;
}

/** What the second opinion is. */
export function opinionNote(): string {
  return 'The second opinion is Bayesian: chances under a weak prior, to which effects beyond 60 % are rare, and under one that doubts effects beyond 10 %. It keeps no error rate over several looks, and decides nothing.';
}

/**
 * One line of the decision report: the second opinion on the treatment that it is about, and its lift without the excess of an
 * early stop; null if there is none. Mrkdwn.
 */
export function opinionLine(plan: Plan, { analysis, verdict, details }: AnalysisSnapshot): string | null {
  const leading = planByLeadingGoal(plan, analysis, verdict.variant).goal;
  const goal = analysis.comparisons.find(
    ({ role, metric, variant }) =>
      role === 'goal' &&
      variant === verdict.variant &&
      (plan.otherGoals === undefined || metric === leading.key),
  );
  const by = plan.otherGoals === undefined ? '' : ` by ${escapeMrkdwn(leading.name)}`;
  const detail = details?.comparisons.find(
    ({ metric, variant }) => metric === goal?.metric && variant === goal.variant,
  );
  if (goal === undefined || detail?.opinion === undefined) return null;
  const { medianUnbiasedLift: lift, opinion } = detail;
  const { chance, lossIfShipped } = opinion;
  const unbiased =
    lift === undefined || analysis.final
      ? ''
      : ` An early stop makes an effect seem larger than it is: its median-unbiased lift is ${signedPercent(lift)}.`;
  return `Second opinion, which decides nothing: ${share(chance)} chance that ${code(goal.variant)} is better${by}, expected loss ${lossOf(lossIfShipped)} if shipped.${unbiased}`;
}

/** A loss, never rounded to none. */
function lossOf(loss: number): string {
  return loss < 0.0001 ? 'under 0.01 %' : percent(loss);
}

/** A chance, never rounded to certainty. */
function share(chance: number): string {
  if (chance < 0.001) return 'under 0.1 %';
  return chance > 0.999 ? 'over 99.9 %' : `${(100 * chance).toFixed(1)} %`;
}
