import { section } from '#block-kit/layout.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { ChosenField, ProposedChoice } from '#domain/design/open-request.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { type Plan, sizedLift } from '#domain/plan.ts';
import { liftWords } from '#features/lift-words.ts';

const REASON_LENGTH = 220;

/**
 * What was chosen in place of the requester, and why: what the designer chose, then what code did. Empty if the requester chose all.
 * A part of the plan that is no longer as it was chosen is left out.
 */
export function chosenSection(experiment: Experiment) {
  const { plan } = designOf(experiment);
  const { request } = experiment;
  const standing = (experiment.proposal.choices ?? []).filter(
    ({ field }) => JSON.stringify(plan.request[field]) === JSON.stringify(request[field]),
  );
  const designed = standing.filter(({ by }) => by === 'designer');
  const computed = standing.filter(({ by }) => by !== 'designer');
  const lines = [
    ...(designed.length === 0 ? [] : [`${bold('Chosen by the designer')}  ${wordsOf(plan, designed)}.`]),
    ...(computed.length === 0 ? [] : [`${bold('Computed')}  ${wordsOf(plan, computed)}.`]),
  ];
  if (lines.length === 0) return [];
  return [section(`${lines.join('\n')}\nUntil the plan is approved, Edit changes any of it.`)];
}

function wordsOf(plan: Plan, choices: readonly ProposedChoice[]): string {
  return choices
    .map(({ field, reason }) => {
      const why = escapeMrkdwn(oneLine(reason, REASON_LENGTH).replace(/\.+$/, ''));
      return `${partOf(plan, field)}, because ${why}`;
    })
    .join('; ');
}

function namesOf(guardrails: Plan['guardrails']): string {
  return guardrails.map(({ metric }) => escapeMrkdwn(metric.name)).join(', ');
}

function partOf(plan: Plan, field: ChosenField): string {
  const { request, goal, guardrails } = plan;
  switch (field) {
    case 'goalMetric':
      return `goal ${escapeMrkdwn(goal.name)}`;
    case 'guardrailMetrics':
    case 'mustHold':
      return `${guardrails.length === 1 ? 'guardrail' : 'guardrails'} ${namesOf(guardrails)}`;
    case 'surface':
      return `surface ${escapeMrkdwn(request.surface)}`;
    case 'repository':
      return `repository ${escapeMrkdwn(request.repository)}`;
    case 'risk':
      return `risk ${request.risk}`;
    case 'smallestLift':
      return `worth having ${liftWords(plan, request.smallestLift)}`;
    case 'expectedLift':
      return `sized to see ${liftWords(plan, sizedLift(request))}`;
    case 'trafficShare':
    case 'split':
      return 'all traffic in equal parts';
  }
}
