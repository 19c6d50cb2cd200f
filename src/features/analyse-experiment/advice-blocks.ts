import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { planByLeadingGoal } from '#domain/decision/leading-goal.ts';
import type { Criterion } from '#domain/decision/verdict.ts';
import { POLICY } from '#domain/design/policy.ts';
import { count, percent, pValue, wholePercent } from '#domain/figures.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import type { Plan } from '#domain/plan.ts';
import { shownComparisons } from './facts.ts';

/** Below this chance of one effect in all segments, after correction for the dimensions, a report points to the segments. */
const DIFFER = 0.05;

/** What may be worth doing beside the recommendation; it decides nothing. Empty if there is no advice. */
export function adviceBlocks(plan: Plan, snapshot: AnalysisSnapshot): ChatMessage['blocks'] {
  const { verdict } = snapshot;
  if (['do-not-read', 'halt-for-privacy'].includes(verdict.recommendation)) return [];
  const met = (key: string) =>
    verdict.criteria.find((criterion) => criterion.key === key && criterion.state === 'met');
  const lines = [
    ...extendLine(met('extension-promising')),
    ...(verdict.recommendation === 'ship' ? [] : iterateLine(plan, snapshot, met('worth-iterating'))),
    ...segmentLine(snapshot),
  ];
  return lines.length === 0 ? [] : [section(`${bold('Also worth a thought')}\n${bullets(lines)}`)];
}

function extendLine(criterion: Criterion | undefined): readonly string[] {
  const { chance, units, days, chanceThen } = criterion?.figures ?? {};
  if (chance === undefined || units === undefined || days === undefined || chanceThen === undefined)
    return [];
  return [
    `More units: if the effect stays as seen, the chance to prove it by the registered end is about ${wholePercent(chance)}; with ${count(units)} units, after ${days} days, about ${wholePercent(chanceThen)}.`,
  ];
}

function iterateLine(
  plan: Plan,
  { analysis, verdict }: AnalysisSnapshot,
  criterion: Criterion | undefined,
): readonly string[] {
  if (criterion === undefined) return [];
  const { units, days } = criterion.figures;
  if (units === undefined || days === undefined) {
    const open = shownComparisons(analysis).filter(
      (one) => one.role === 'guardrail' && one.variant === verdict.variant && one.verdict !== 'non-inferior',
    );
    const names = plan.guardrails.flatMap(({ metric }) =>
      open.some((one) => one.metric === metric.key) ? [escapeMrkdwn(metric.name)] : [],
    );
    return [
      `Another try: ${escapeMrkdwn(planByLeadingGoal(plan, analysis, verdict.variant).goal.name)} is proven better, but ${names.join(' and ') || 'a guardrail'} is not proven to hold. Change what may harm it, and test the new version.`,
    ];
  }
  const limit = days > POLICY.maximumDays ? `, longer than the ${POLICY.maximumDays} that are allowed` : '';
  return [
    `Another try: a lift worth having is not ruled out. A follow-up that sees ${percent(plan.request.smallestLift)} takes about ${count(Number(units.toPrecision(2)))} units, ${days} days at this pace${limit}.`,
  ];
}

/** Segments that differ more than chance explains, by the registered dimensions. */
function segmentLine({ details, verdict }: AnalysisSnapshot): readonly string[] {
  const segments = details?.segments ?? [];
  const { variant } = verdict;
  if (variant === null) return [];
  return segments.flatMap(({ dimension, heterogeneity }) => {
    const chance = heterogeneity[variant];
    const corrected = chance === undefined ? 1 : Math.min(1, chance * segments.length);
    if (corrected >= DIFFER) return [];
    return [
      `Segments: the effect differs by ${escapeMrkdwn(dimension)} more than chance explains (p ${escapeMrkdwn(pValue(corrected))}, exploratory). *Details* shows them.`,
    ];
  });
}
