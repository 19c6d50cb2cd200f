import { bold } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, isolated, oneLine } from '#block-kit/text.ts';
import { mustHold } from '#domain/decision/criteria.ts';
import { count, percent, wholePercent } from '#domain/figures.ts';
import { type Guardrail, type Plan, sizedLift } from '#domain/plan.ts';
import { liftWords } from '#features/lift-words.ts';

/** What whole weeks bring beyond the size: the smaller lift that they can prove; empty if that is no smaller. */
export function surplusOf(plan: Plan): string {
  const { days, detectableLift } = plan.sizing;
  if (detectableLift === undefined) return '';
  const rounded = Number(detectableLift.toFixed(3));
  return rounded < sizedLift(plan.request) ? `; ${days} days detect ${liftWords(plan, rounded)}` : '';
}

/** The days that the guardrails that must hold add; empty if they add none. */
export function guardrailDays({ sizing: { days, goalDays } }: Plan): string {
  return goalDays === undefined
    ? ''
    : `, ${count(days - goalDays)} of them for the guardrails that must hold,`;
}

/** The guardrails as two facts: those that must be proven, and those that only veto. */
export function guardrailFacts({ guardrails }: Plan): readonly string[] {
  const held = guardrails.filter(mustHold).map(heldWords);
  const watched = guardrails.filter((one) => !mustHold(one)).map(watchedWords);
  return [
    ...(held.length === 0 ? [] : [`${bold('Must hold')}\n${held.join('\n')}`]),
    ...(watched.length === 0
      ? []
      : [`${bold('Watched')} (a proven loss stops a shipment)\n${watched.join('\n')}`]),
  ];
}

/** Guardrails that a line names; the details have all. */
const MOST_NAMED = 4;

/** The same in at most two lines. Mrkdwn. */
export function briefGuardrails({ guardrails }: Plan): readonly string[] {
  const held = guardrails.filter(mustHold);
  const watched = guardrails.filter((one) => !mustHold(one));
  return [
    ...(held.length === 0 ? [] : [`${bold('Must hold')}  ${briefOf(held)}`]),
    ...(watched.length === 0 ? [] : [`${bold('Watched')}  ${briefOf(watched)}`]),
  ];
}

function briefOf(guardrails: readonly Guardrail[]): string {
  const named = guardrails.slice(0, MOST_NAMED).map(({ metric, margin, power }) => {
    const rare = power?.tooRare === true ? ', :warning: too rare to be judged' : '';
    return `${escapeMrkdwn(isolated(oneLine(metric.name, 60)))} (at most ${percent(margin)} worse${rare})`;
  });
  const left = guardrails.length - named.length;
  return left === 0 ? named.join(', ') : `${named.join(', ')} and ${left} more`;
}

function heldWords(guardrail: Guardrail): string {
  const { power } = guardrail;
  if (power?.tooRare === true) return `${marginWords(guardrail)}${TOO_RARE}`;
  // Without a level no size can be for it, and older plans were not sized for guardrails.
  const unread =
    power === undefined && guardrail.sizedFor === true
      ? '; its level was not read, so the size does not count it'
      : '';
  return `${marginWords(guardrail)}${unread}`;
}

const TOO_RARE = '; :warning: too rare to be judged in this plan, so that a shipment asks a person';

function watchedWords(guardrail: Guardrail): string {
  const { power } = guardrail;
  if (power?.tooRare === true) return `${marginWords(guardrail)}${TOO_RARE}`;
  const chance = power === undefined ? '' : `; ${wholePercent(power.chance)} chance that this size proves it`;
  return `${marginWords(guardrail)}${chance}`;
}

function marginWords({ metric, margin }: Guardrail): string {
  return `${escapeMrkdwn(isolated(metric.name))} (at most ${percent(margin)} worse)`;
}
