import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, isolated, oneLine } from '#block-kit/text.ts';
import type { Citation } from '#domain/design/plan-reasoning.ts';
import { briefPercent } from '#domain/figures.ts';
import type { Plan } from '#domain/plan.ts';
import { listSection } from './list-section.ts';

/** Characters of a text of the designer. */
const LONGEST = 600;
const TITLE = 80;
const OBJECTION = 240;

/** Why a plan is as it is, for its details; empty for plans from before the designer was asked. */
export function reasoningSections(plan: Plan): ChatMessage['blocks'] {
  const { reasoning } = plan;
  if (reasoning === undefined) return [];
  return [
    section(`${bold('How it should work')}  ${textOf(reasoning.mechanism)}`),
    section(`${bold('Disproved if')}  ${textOf(reasoning.disproof)}`),
    section(
      `${bold(`Forecast of the ${reasoning.by === 'person' ? 'requester' : 'designer'}`)}  ${forecastWords(plan)}`,
    ),
    ...listSection('Why these guardrails', guardrailLines(plan)),
    ...listSection('Past experiments', pastLines(plan)),
    ...(reasoning.segments.length === 0
      ? []
      : [section(`${bold('The effect may differ by')}  ${reasoning.segments.map(code).join(', ')}`)]),
  ];
}

/** The past experiments that speak against the hypothesis, a line each. Mrkdwn. */
export function contradictionLines({ reasoning }: Plan): readonly string[] {
  const citations = reasoning?.citations ?? [];
  return citations.flatMap((citation) => {
    if (citation.stance === 'contradicts')
      return [`A past experiment speaks against it: ${nameOf(citation)}`];
    const opposite = oppositeOf(citation);
    return opposite === ''
      ? []
      : [`Past experiments contradict each other: ${nameOf(citation)} supports it${opposite}`];
  });
}

/** The goal that the designer would take in place of the one asked for; null if it objects to nothing. Mrkdwn. */
export function objectionWords({ reasoning, goal }: Plan): string | null {
  const { objection } = reasoning ?? {};
  if (objection === undefined) return null;
  const name = bold(escapeMrkdwn(isolated(oneLine(objection.name, TITLE))));
  const plan =
    objection.days === null
      ? 'No plan within the longest time sees it.'
      : `A plan for it takes ${objection.days} days.`;
  return `The designer would take ${name} as the goal, not ${escapeMrkdwn(isolated(oneLine(goal.name, TITLE)))}: ${escapeMrkdwn(oneLine(objection.reason, OBJECTION))} ${plan}`;
}

function forecastWords({ goal, reasoning }: Plan): string {
  if (reasoning === undefined) return '';
  const { low, high } = reasoning.forecast;
  return `In eight of ten such experiments, ${escapeMrkdwn(isolated(oneLine(goal.name, TITLE)))} changes by ${briefPercent(low)} to ${briefPercent(high)}. It decides nothing; the full record compares it with what was measured.`;
}

function guardrailLines({ guardrails, reasoning }: Plan): readonly string[] {
  return guardrails.flatMap(({ metric }) => {
    const reason = reasoning?.guardrailReasons[metric.key];
    return reason === undefined
      ? []
      : [`${escapeMrkdwn(isolated(oneLine(metric.name, TITLE)))}: ${textOf(reason)}`];
  });
}

function pastLines({ reasoning }: Plan): readonly string[] {
  const { citations = [], noneSimilar } = reasoning ?? {};
  return [
    ...citations.map((citation) => `${nameOf(citation)} ${citation.stance} it${oppositeOf(citation)}`),
    ...(noneSimilar === undefined ? [] : [`Not alike: ${textOf(noneSimilar)}`]),
  ];
}

function oppositeOf({ contradictedBy = [] }: Citation): string {
  return contradictedBy.length === 0
    ? ''
    : `; the opposite was found by ${contradictedBy.map(code).join(', ')}`;
}

function nameOf({ key, title }: Citation): string {
  return `${code(key)} ${escapeMrkdwn(isolated(oneLine(title, TITLE)))}`;
}

function textOf(text: string): string {
  return escapeMrkdwn(oneLine(text, LONGEST));
}
