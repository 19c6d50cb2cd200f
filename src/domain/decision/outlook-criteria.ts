import { criterion } from '#domain/decision/criterion.ts';
import { leadingGoal } from '#domain/decision/leading-goal.ts';
import { followUpOf, outlookOf } from '#domain/decision/outlook.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';

/** The criteria that the fourth version of the rules added, over the readable comparisons of one treatment. */
export function outlookCriteria(
  plan: Plan,
  analysis: Analysis,
  shown: readonly Comparison[],
): readonly Criterion[] {
  const { goal, plan: leading } = leadingGoal(plan, shown);
  return [extensionPromising(leading, analysis, goal), worthIterating(leading, analysis, shown, goal)];
}

/** Whether more units than planned make a proof likely enough that the planned ones will hardly bring. */
function extensionPromising(plan: Plan, analysis: Analysis, goal: Comparison | undefined): Criterion {
  const outlook = goal === undefined || analysis.final ? null : outlookOf(plan, analysis, goal);
  const text = 'If the effect is the one seen so far, more units than planned make the proof likelier';
  if (outlook === null) return criterion('extension-promising', null, text, {});
  const { isPromising, ...figures } = outlook;
  return criterion('extension-promising', isPromising, text, figures);
}

/** Whether the idea is worth another try: a better goal that a guardrail stops, or an end that leaves a lift worth having open. */
function worthIterating(
  plan: Plan,
  analysis: Analysis,
  shown: readonly Comparison[],
  goal: Comparison | undefined,
): Criterion {
  const text = 'A changed version or a larger sample is worth another try';
  if (goal === undefined || goal.lift === null) return criterion('worth-iterating', null, text, {});
  const guardrails = shown.filter(({ role }) => role === 'guardrail');
  const isBroken = guardrails.some(({ verdict }) => verdict === 'inferior');
  const isOpen = guardrails.some(({ verdict }) => verdict !== 'non-inferior');
  if (goal.verdict === 'better') {
    return criterion('worth-iterating', isBroken || (analysis.final && isOpen), text, {});
  }
  const isGain = plan.goal.desiredDirection === 'increase' ? goal.lift > 0 : goal.lift < 0;
  const followUp = followUpOf(plan, analysis, goal);
  const isStillOpen = analysis.final && goal.verdict === 'unproven' && isGain && followUp?.reaches === true;
  const figures = isStillOpen && followUp !== null ? { units: followUp.units, days: followUp.days } : {};
  return criterion('worth-iterating', isStillOpen, text, figures);
}
