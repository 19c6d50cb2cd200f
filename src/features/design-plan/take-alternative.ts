import type { AlternativeKind, RequestAlternative } from '#domain/design/alternative.ts';
import { withGoal } from '#domain/design/with-goal.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Action, action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';
import type { RenderContext } from '#features/render-context.ts';
import { stateOfMessage } from '#features/state-of-message.ts';
import { takeGoalWords } from './find-alternatives.ts';

/** The alternatives that a message about a plan, or about none, offers: in the state right after its commit. */
export function offeredIn({
  failure,
  design,
  request,
}: Pick<Experiment, 'failure' | 'design' | 'request'>): readonly RequestAlternative[] {
  if (failure !== null) return failure.alternatives ?? [];
  const { goalMetric, name, days = null } = design?.plan.reasoning?.objection ?? {};
  if (goalMetric === undefined || name === undefined || days === null) return [];
  return [{ kind: 'goal', label: takeGoalWords(name), change: withGoal(request, goalMetric), days }];
}

/** Takes an alternative as it was offered: the request is edited by it, and the agents plan again. */
export function taking(kind: AlternativeKind): Action<RenderContext> {
  return action(`take_${kind}`, boundToEvidence, async (coPilot, press) => {
    const { experiment, message, planHash } = press.value;
    const shown = await stateOfMessage(coPilot, experiment, message);
    const offered = shown === null ? undefined : offeredIn(shown).find((one) => one.kind === kind);
    if (shown === null || offered === undefined)
      return press.tell('This is offered no more. Use the newest message in this thread.');
    const request = { ...shown.request, ...offered.change };
    const seen = { planHash: planHash === '' ? null : planHash, message };
    await executePress(coPilot, press, experiment, { name: 'editRequest', request, ...seen });
  });
}
