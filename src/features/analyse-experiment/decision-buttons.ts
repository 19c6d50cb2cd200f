import { confirmation } from '#block-kit/buttons.ts';
import { truncate } from '#block-kit/text.ts';
import { canExtend } from '#domain/amendments/guards.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Recommendation, Verdict } from '#domain/decision/verdict.ts';
import { designOf } from '#domain/experiment.ts';
import type { AnalysisSnapshot } from '#domain/looks/state.ts';
import { shipWords } from '#features/act-words.ts';
import { extendExperiment } from '#features/amend-plan/actions.ts';
import {
  decideDrop,
  decideEnd,
  decideKeep,
  decideKill,
  decideShip,
  iterate,
} from '#features/decide-experiment/actions.ts';
import type { RenderContext } from '#features/render-context.ts';

/**
 * What people may decide after each recommendation, what is recommended first. A look that takes a treatment out does not say which of
 * the others could ship.
 */
const OFFERS: Readonly<Record<Recommendation, readonly Decision[]>> = {
  ship: ['ship', 'kill', 'keep-running'],
  kill: ['kill', 'ship', 'keep-running'],
  'drop-variant': ['drop-variant', 'kill', 'keep-running'],
  'end-without-winner': ['end-without-winner', 'ship', 'keep-running'],
  'keep-running': ['keep-running', 'ship', 'kill'],
  extend: ['keep-running', 'ship', 'end-without-winner'],
  iterate: ['end-without-winner', 'ship', 'keep-running'],
  'dig-into-segments': ['end-without-winner', 'ship', 'keep-running'],
  'ask-person': ['ship', 'end-without-winner', 'keep-running'],
  'halt-for-privacy': ['end-without-winner'],
  'do-not-read': ['end-without-winner', 'ship', 'keep-running'],
};

/** What ends without shipping and goes on in a follow-up. */
const TRIES_AGAIN: readonly Recommendation[] = ['iterate', 'dig-into-segments'];

/** The decisions that a look offers. After the registered end there is no going on: its error budget is spent. */
export function buttonsFor({ verdict, analysis }: AnalysisSnapshot): readonly Decision[] {
  return OFFERS[verdict.recommendation].filter((one) => one !== 'keep-running' || !analysis.final);
}

/** The buttons of a decision message, bound to the evidence that it shows. */
export function decisionButtons(context: RenderContext, snapshot: AnalysisSnapshot) {
  const { verdict } = snapshot;
  const mayExtend = canExtend(context.experiment) && verdict.recommendation !== 'halt-for-privacy';
  const longer = mayExtend ? [extendExperiment.button(context, { label: 'Extend…' })] : [];
  const again = iterate.button(context, {
    label: 'Iterate…',
    confirm: confirmation({
      title: 'End it and plan the next version?',
      text: 'The experiment ends without shipping, and all users get the control. Then a form opens for the next version.',
      confirm: 'End it',
      deny: 'Not yet',
    }),
    ...(TRIES_AGAIN.includes(verdict.recommendation) ? { style: 'primary' } : {}),
  });
  return [...buttonsFor(snapshot).map((decision) => BUTTONS[decision](context, verdict)), ...longer, again];
}

const BUTTONS = {
  ship: (context, verdict) =>
    decideShip.button(context, { label: shipLabel(context, verdict), ...primary(verdict, 'ship') }),
  kill: (context) => decideKill.button(context, { label: 'Kill', style: 'danger' }),
  'drop-variant': (context, verdict) =>
    decideDrop.button(context, { label: dropLabel(verdict), ...primary(verdict, 'drop-variant') }),
  'end-without-winner': (context, verdict) =>
    decideEnd.button(context, { label: 'End without shipping', ...primary(verdict, 'end-without-winner') }),
  'keep-running': (context) => decideKeep.button(context, { label: 'Keep running' }),
} satisfies Record<Decision, (context: RenderContext, verdict: Verdict) => unknown>;

function primary({ recommendation }: Verdict, decision: Decision) {
  return recommendation === decision ? ({ style: 'primary' } as const) : {};
}

function dropLabel({ harmed = [] }: Verdict): string {
  return truncate(`Drop ${harmed.map(({ variant }) => variant).join(' and ')}`, 75);
}

/** Against the recommendation a form asks for the reason, which the dots say. */
function shipLabel({ experiment }: RenderContext, { recommendation, variant }: Verdict): string {
  const { plan } = designOf(experiment);
  const words = shipWords(plan, variant);
  const label = words === shipWords(plan, null) ? 'Ship' : words.replace(/^s/, 'S');
  return recommendation === 'ship' || recommendation === 'ask-person' ? label : `${label} anyway…`;
}
