import type { Button } from '@slack/types';
import type { AlternativeKind } from '#domain/design/alternative.ts';
import type { Action } from '#features/action.ts';
import type { RenderContext } from '#features/render-context.ts';
import { takeGoal, takeGuardrails, takeLift, takeMargins, takeTraffic } from './actions.ts';
import { offeredIn } from './take-alternative.ts';

const TAKING: Readonly<Record<AlternativeKind, Action<RenderContext>>> = {
  ...{ lift: takeLift, traffic: takeTraffic, margins: takeMargins },
  ...{ guardrails: takeGuardrails, goal: takeGoal },
};

/** A button for each alternative that the message offers. */
export function alternativeButtons(context: RenderContext): readonly Button[] {
  return offeredIn(context.experiment).map(({ kind, label }) => TAKING[kind].button(context, { label }));
}

/** What each of them is, with the days that it takes; plain text. */
export function alternativeLines({ experiment }: Pick<RenderContext, 'experiment'>): readonly string[] {
  return offeredIn(experiment).map(({ label, days }) => `${label}: ${days} days`);
}
