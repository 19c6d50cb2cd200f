import { code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { HarmedTreatment, Verdict } from '#domain/decision/verdict.ts';
import { level, percent } from '#domain/figures.ts';
import { MINIMUM } from '#domain/looks/analysis-plan.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, UnprovenHarm } from '#stats/engine/analysis.ts';
import { HARMFUL_LIFT } from '#stats/engine/harm.ts';
import { metricOf } from './facts.ts';

/** What a look says of harm: which treatments are out of the race, and what looks like harm on too few events. Mrkdwn. */
export function harmLines(plan: Plan, analysis: Analysis, { harmed = [] }: Verdict): readonly string[] {
  return [
    ...harmed.map((one) => `:octagonal_sign: ${harmedWords(plan, one)}`),
    ...(analysis.unprovenHarm ?? []).map((one) => `:warning: ${unprovenHarmWords(plan, one)}`),
  ];
}

/** Which metric takes a treatment out of the race, and by what proof. Mrkdwn. */
export function harmedWords(plan: Plan, { variant, metric, byBot }: HarmedTreatment): string {
  const proof = byBot ? 'The proof holds at any time.' : 'This look proves it; an approver decides.';
  return `*${code(variant)}* is out of the race: ${worseWords(plan, metric, byBot)}. ${proof}`;
}

/** "Revenue is proven worse by more than 5 %". Mrkdwn. */
export function worseWords(plan: Plan, key: string, byBot: boolean): string {
  const name = escapeMrkdwn(metricOf(plan, key)?.name ?? key);
  const guardrail = plan.guardrails.find(({ metric }) => metric.key === key);
  if (guardrail !== undefined) return `${name} is proven worse by more than ${percent(guardrail.margin)}`;
  return byBot ? `${name} is proven worse by more than ${percent(HARMFUL_LIFT)}` : `${name} is proven worse`;
}

/** A difference that the bot does not act on, with the reason. Mrkdwn. */
export function unprovenHarmWords(plan: Plan, { metric, variant, expectedEvents }: UnprovenHarm): string {
  const name = escapeMrkdwn(metricOf(plan, metric)?.name ?? metric);
  return `${name} of ${code(variant)} looks worse, on too few events to prove harm. ${level(Number(expectedEvents.toFixed(1)))} are expected in the smaller variant, ${MINIMUM.eventsPerVariant} are needed.`;
}
