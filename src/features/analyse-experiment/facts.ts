import { planByLeadingGoal } from '#domain/decision/leading-goal.ts';
import type { Recommendation, Verdict } from '#domain/decision/verdict.ts';
import { level, percent, rate } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import { type Plan, plannedMetrics } from '#domain/plan.ts';
import { dropWords, shipWords } from '#features/act-words.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';
import { severalGoalsWords } from './goal-words.ts';
import { provenSegmentWords } from './segment-words.ts';

const WORDS: Readonly<Record<Exclude<Recommendation, 'ship' | 'drop-variant'>, string>> = {
  kill: 'kill it and keep the control',
  'end-without-winner': 'end it without shipping and keep the control',
  'keep-running': 'keep it running',
  extend: 'extend it, because more units would raise the chance of the proof',
  iterate: 'end it without shipping and try a changed version',
  'dig-into-segments': 'end it without shipping and plan a follow-up in the segment that is proven better',
  'ask-person': 'leave the decision to an approver',
  'do-not-read': 'do not read these data',
  'halt-for-privacy': 'end it without shipping, because of a privacy incident',
};

/** What the rules recommend, in words; of several treatments, which one to ship. Plain text, not escaped. */
export function recommendationWords(plan: Plan, { recommendation, variant, harmed = [] }: Verdict): string {
  if (recommendation === 'ship') return shipWords(plan, variant);
  return recommendation === 'drop-variant'
    ? dropWords(harmed.map((one) => one.variant))
    : WORDS[recommendation];
}

/**
 * What a look says: what it found, and what the rules recommend. A broken split comes first, because nothing can be read of
 * such data, whatever is recommended. Plain text, not escaped.
 */
export function headlineWords(plan: Plan, snapshot: AnalysisSnapshot): string {
  const { analysis, verdict } = snapshot;
  return `${foundWords(plan, analysis, verdict)}${recommendedSentence(plan, snapshot)}`;
}

/** What the rules recommend, or that the split is broken, short enough for a header. Plain text, not escaped. */
export function recommendedSentence(plan: Plan, { analysis, verdict }: AnalysisSnapshot): string {
  const recommended = `The rules recommend: ${recommendationWords(plan, verdict)}`;
  const isBroken = analysis.health.checks.some(
    ({ key, state }) => key === 'sample-ratio' && state === 'not-met',
  );
  if (!isBroken) return recommended;
  const broken = 'The split is not as planned, so no effect can be read';
  if (!analysis.final) return `${broken}. Find the cause first.`;
  return verdict.recommendation === 'do-not-read'
    ? `${broken}. End it without shipping, and find the cause.`
    : `${broken}. ${recommended}`;
}

/** What a look found that its recommendation follows from, as a sentence with a space behind it; empty if it adds nothing. */
export function foundWords(plan: Plan, analysis: Analysis, { rule, rules, variant }: Verdict): string {
  // The first rules called every end without a shipment "nothing proven".
  if (rules === undefined) return '';
  const better = `${planByLeadingGoal(plan, analysis, variant).goal.name} is proven better`;
  const each = severalGoalsWords(plan, 'goal-not-worse');
  const notWorse = each?.met ?? `${plan.goal.name} is proven not to get worse by its margin`;
  const unjudged = unjudgedGuardrails(plan, analysis, variant).join(' and ');
  const noEffect = `No effect on ${each === null ? plan.goal.name : 'a goal'} is proven`;
  const words: Readonly<Record<string, string>> = {
    'nothing-proven': noEffect,
    'minimum-not-met-at-the-end': `${noEffect}, because there are not enough units or events to decide`,
    'minimum-not-met': 'There are not enough units or events to decide',
    'not-on-a-whole-week': 'The look is not on a whole week, so nothing is decided today',
    'proven-but-below-worth': `${better}, but by less than is worth having`,
    'guardrail-not-proven': `${better}, but not every guardrail that must be proven is within its margin`,
    'guardrail-not-judgeable': `${better}, but ${unjudged} cannot be judged`,
    'lift-not-known': `${better}, but no lift can be stated`,
    'privacy-incident': 'A privacy incident was seen, so the change is off',
    'better-but-guardrail': `${better}, but a guardrail stands in the way`,
    'proven-in-a-segment': `${plan.goal.name} is not proven better over all units, but it is in ${provenSegmentWords(analysis, variant)}`,
    'open-at-the-end': 'A lift worth having is not ruled out, and not proven',
    'proven-but-not-clear': `${better}, but the signals are not all clear`,
    'proven-not-worse': notWorse,
    'not-worse-but-not-judgeable': `${notWorse}, but ${unjudged} cannot be judged`,
    'not-worse-but-guardrail-not-proven': `${notWorse}, but not every guardrail that must be proven is within its margin`,
    'not-proven-harmless':
      each?.['not-met'] ?? `It is not proven that ${plan.goal.name} does not get worse by its margin`,
    'data-not-sound': 'The data are not sound, so no effect can be read',
  };
  return Object.hasOwn(words, rule) ? `${words[rule]}. ` : '';
}

/** The names of the guardrails of a treatment that cannot be judged. */
function unjudgedGuardrails(plan: Plan, analysis: Analysis, variant: string | null): readonly string[] {
  const judged = shownComparisons(analysis).filter((one) => one.variant === variant);
  return plan.guardrails.flatMap(({ metric }) =>
    judged.some((one) => one.role === 'guardrail' && one.metric === metric.key) ? [] : [metric.name],
  );
}

/** The level of the intervals of a comparison, two-sided: 0.05 is an interval of 95 %. */
export function intervalLevel({ role, alpha }: Comparison): string {
  return percent(1 - (role === 'guardrail' ? 2 * alpha : alpha));
}

/** A metric of the plan by its key. */
export function metricOf(plan: Plan, key: string): Metric | null {
  return findMetric(plannedMetrics(plan), key);
}

/** The level of a metric in its own unit: a share for proportions, a plain number otherwise. */
export function levelOf(plan: Plan, key: string, value: number): string {
  return metricOf(plan, key)?.kind === 'proportion' ? rate(value) : level(value);
}

/** The comparisons of a look that could be computed and may be shown. */
export function shownComparisons(analysis: Analysis): readonly Comparison[] {
  if (analysis.show === 'progress') return [];
  return analysis.comparisons.filter((comparison) => comparison.kind === 'ok');
}

const PROVEN: Readonly<Record<Comparison['verdict'], string>> = {
  better: 'proven better',
  worse: 'proven worse',
  unproven: 'no difference proven',
  'non-inferior': 'proven to be within its margin',
  inferior: 'proven worse than its margin',
};

/** What a comparison proves, in words. */
export function provenWords({ role, verdict }: Comparison): string {
  return role === 'guardrail' && verdict === 'unproven'
    ? 'not proven to be within its margin'
    : PROVEN[verdict];
}
