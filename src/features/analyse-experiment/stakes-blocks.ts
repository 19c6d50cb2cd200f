import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { mustHold } from '#domain/decision/criteria.ts';
import { type LeadingGoal, leadingGoal } from '#domain/decision/leading-goal.ts';
import { chanceOfAtLeast, type Impact, type Stakes, stakesOf } from '#domain/decision/stakes.ts';
import type { Recommendation, Verdict } from '#domain/decision/verdict.ts';
import { count, level, percent, wholePercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import { liftWords } from '#features/lift-words.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';
import { intervalLevel, shownComparisons } from './facts.ts';

const SILENT: readonly Recommendation[] = ['drop-variant', 'do-not-read', 'halt-for-privacy'];

/** What a decision means: how likely the lift is worth having, what shipping changes a month and a year, what each option risks. */
export function stakesBlocks(plan: Plan, { analysis, verdict }: AnalysisSnapshot): ChatMessage['blocks'] {
  // A look that takes a treatment out, or cannot be read, says nothing of a shipment.
  if (SILENT.includes(verdict.recommendation)) return [];
  const shown = shownComparisons(analysis).filter((one) => one.variant === verdict.variant);
  const { goal, plan: leading } = leadGoal(plan, analysis, verdict);
  if (goal === undefined) return [];
  const lines = [...worthLines(leading, goal), ...impactLines(leading, goal)];
  const risks = [...shipRisk(leading, goal, shown), ...stopRisk(leading, goal), ...keepRisk(analysis)];
  return [
    ...(lines.length === 0 ? [] : [section(lines.join('\n'))]),
    section(`${bold('Risks')}\n${bullets(risks)}`),
  ];
}

/** The goal of the treatment that a recommendation is about. */
function leadGoal(plan: Plan, analysis: Analysis, { variant }: Verdict): LeadingGoal {
  return leadingGoal(
    plan,
    shownComparisons(analysis).filter((one) => one.variant === variant),
  );
}

/** What shipping would change, and how likely it is worth having, in one line; empty if nothing can be said of it. Mrkdwn. */
export function stakesLine(registered: Plan, { analysis, verdict }: AnalysisSnapshot): string {
  if (SILENT.includes(verdict.recommendation)) return '';
  const { goal, plan } = leadGoal(registered, analysis, verdict);
  if (goal === undefined) return '';
  const of = registered.otherGoals === undefined ? '' : `${escapeMrkdwn(oneLine(plan.goal.name, 60))}: `;
  const stakes = stakesOf(plan, goal);
  const worth = chanceOfAtLeast(plan, goal, plan.request.smallestLift);
  const month =
    stakes === null ? '' : `about ${amount(stakes, stakes.month)} a month ${ends(stakes, stakes.month)}`;
  const odds =
    worth === null ? '' : `${chance(worth)} chance of at least ${liftWords(plan, plan.request.smallestLift)}`;
  const parts = [month, odds].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${ifShipped(plan, goal)}  ${of}${parts.join('; ')}`;
}

/** "If it ships"; of several treatments, which one. Mrkdwn. */
function ifShipped(plan: Plan, { variant }: Comparison): string {
  return bold(treatmentsOf(plan).length === 1 ? 'If it ships' : `If ${variant} ships`);
}

/** "about 71 %"; what is nearly sure is not called sure. */
function chance(value: number): string {
  if (value < 0.01) return 'below 1 %';
  return value > 0.99 ? 'above 99 %' : `about ${wholePercent(value)}`;
}

function worthLines(plan: Plan, goal: Comparison): readonly string[] {
  const { smallestLift } = plan.request;
  const worth = chanceOfAtLeast(plan, goal, smallestLift);
  if (worth === null) return [];
  return [
    `${bold('Worth having')}  The chance that the lift is at least ${percent(smallestLift)} is ${chance(worth)} (flat prior, decides nothing).`,
  ];
}

/** What more or fewer of it is called. */
const NOUNS: Readonly<Record<Stakes['of'], { readonly fewer: string; readonly noun: string }>> = {
  units: { fewer: 'fewer', noun: ' units' },
  events: { fewer: 'fewer', noun: ' events' },
  total: { fewer: 'less', noun: ' in total' },
};

function impactLines(plan: Plan, goal: Comparison): readonly string[] {
  const stakes = stakesOf(plan, goal);
  if (stakes === null) return [];
  const month = `about ${amount(stakes, stakes.month)} a month ${ends(stakes, stakes.month)}`;
  const year = `${amount(stakes, stakes.year)} a year ${ends(stakes, stakes.year)}`;
  return [
    `${ifShipped(plan, goal)}  ${escapeMrkdwn(plan.goal.name)}: ${month}, ${year}. ${intervalLevel(goal)} intervals; if the effect lasts and ${count(plan.baseline.unitsPerDay)} new units come a day.`,
  ];
}

/** "1,240 more units". */
function amount({ of }: Stakes, { effect }: Impact): string {
  const { fewer, noun } = NOUNS[of];
  return `${size(effect)} ${effect < 0 ? fewer : 'more'}${noun}`;
}

/** "(600 to 2,570)", or "(940 fewer to 1,050 more)" if the interval holds both. */
function ends({ of }: Stakes, { lower, upper }: Impact): string {
  if (lower >= 0) return `(${size(lower)} to ${size(upper)})`;
  if (upper <= 0) return `(${size(upper)} to ${size(lower)})`;
  return `(${size(lower)} ${NOUNS[of].fewer} to ${size(upper)} more)`;
}

/** Three significant digits: more would promise what no interval holds. */
function size(value: number): string {
  const rounded = Number(Math.abs(value).toPrecision(3));
  return rounded >= 10 ? count(rounded) : level(rounded);
}

/** What may go wrong with a shipment: the goal gets worse after all, or a guardrail that is not proven. */
function shipRisk(plan: Plan, goal: Comparison, shown: readonly Comparison[]): readonly string[] {
  const better = chanceOfAtLeast(plan, goal, 0);
  const open = plan.guardrails.flatMap((guardrail) => {
    const found = shown.find(({ role, metric }) => role === 'guardrail' && metric === guardrail.metric.key);
    if (found?.verdict === 'non-inferior') return [];
    const asked = mustHold(guardrail) ? '' : ', which the plan does not ask for';
    return [`${escapeMrkdwn(guardrail.metric.name)} is not proven to hold${asked}`];
  });
  const worse =
    better === null
      ? []
      : [`the chance that ${escapeMrkdwn(plan.goal.name)} gets worse is ${chance(1 - better)}`];
  const all = [...worse, ...open];
  return [`Ship: ${all.length === 0 ? 'no lift can be stated' : all.join('; ')}.`];
}

function stopRisk(plan: Plan, goal: Comparison): readonly string[] {
  const worth = chanceOfAtLeast(plan, goal, plan.request.smallestLift);
  if (worth === null) return [];
  return [`Stop: the chance to give up a lift worth having is ${chance(worth)}.`];
}

function keepRisk({ final, look, plannedLooks }: AnalysisSnapshot['analysis']): readonly string[] {
  if (final) return [];
  const left = Math.max(1, plannedLooks - look);
  return [
    `Keep running: units go on meeting the change until the next look; ${left === 1 ? 'one look is' : `${left} looks are`} left.`,
  ];
}
