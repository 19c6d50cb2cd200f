import { tooMuchToHold } from '#domain/design/guardrail-advice.ts';
import { percent, wholePercent } from '#domain/figures.ts';
import { type Plan, sizedLift } from '#domain/plan.ts';
import { listed } from '#shared/listed.ts';
import type { MadePlan } from './make-plan.ts';
import { fitsInTime, sizeRequest } from './size-request.ts';

/** Below this chance, 0..1, a choice of the designer is worth another thought. */
const LOW = 0.5;

/**
 * What code found about the choices that a designer made itself: its guardrails, its cadence. Sentences; empty if all is well or another choice
 * could change nothing, so that no second call is paid for.
 */
export async function designFindings(made: MadePlan): Promise<readonly string[]> {
  const { asked } = made;
  const choseGuardrails = asked.request.guardrailMetrics.length === 0;
  const isDaily = made.proposal.lookCadence === 'daily';
  if (!choseGuardrails && !isDaily) return [];
  if (made.kind === 'made') {
    return [...(choseGuardrails ? guardrailFindings(made.plan) : []), ...chanceFindings(made.plan)];
  }
  return [...(choseGuardrails ? tooLongFindings(made) : []), ...(isDaily ? await dailyFindings(made) : [])];
}

function guardrailFindings({ guardrails }: Plan): readonly string[] {
  return guardrails.flatMap(({ metric: { key, name }, power }) => {
    if (power?.tooRare === true)
      return [`The guardrail ${key} (${name}) is too rare to be judged by this plan.`];
    if (power === undefined || power.chance >= LOW) return [];
    return [
      `The guardrail ${key} (${name}) is proven within its margin in ${wholePercent(power.chance)} of all cases only.`,
    ];
  });
}

function chanceFindings({ chances, request }: Plan): readonly string[] {
  if (chances === undefined || chances.ship >= LOW) return [];
  return [
    `If the true lift is ${percent(sizedLift(request))}, the rules recommend to ship in ${wholePercent(chances.ship)} of all cases only.`,
  ];
}

function tooLongFindings({ sized: { input, sizing } }: MadePlan): readonly string[] {
  const keys = tooMuchToHold(input, sizing).map(({ guardrail }) => guardrail.metric.key);
  return keys.length === 0
    ? []
    : [`The plan is too long because ${listed(keys)} must hold and takes too many units to prove.`];
}

async function dailyFindings({ asked, sized }: MadePlan): Promise<readonly string[]> {
  if (fitsInTime(sized.sizing)) return [];
  const weekly = await sizeRequest({ ...asked, proposal: { ...asked.proposal, lookCadence: 'weekly' } });
  if (weekly.sizing.kind === 'refused' || !fitsInTime(weekly.sizing)) return [];
  return [
    `With daily looks the plan is too long; with weekly looks it takes ${weekly.sizing.value.days} days.`,
  ];
}
