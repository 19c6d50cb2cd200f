import { extensionChoices } from '#domain/amendments/extension.ts';
import type { AmendedPart } from '#domain/amendments/state.ts';
import type { Command } from '#domain/command.ts';
import { isSecondApprover } from '#domain/decision/guards.ts';
import { firstVote } from '#domain/decision/override.ts';
import type { Vote } from '#domain/decision/quorum.ts';
import { POLICY } from '#domain/design/policy.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { type Plan, plannedMetrics } from '#domain/plan.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

type Extend = Command<'extend'>;

/** The last look is not taken: at the registered end the error budget is spent, and longer data could prove nothing more. */
export function hasErrorLeft(experiment: Experiment): Refusal | null {
  const analysis = latestSnapshot(experiment)?.analysis;
  return unless(
    analysis?.final !== true && (analysis?.informationFraction ?? 0) < 1,
    'too-late',
    'The registered end is reached and its error budget is spent: more data could not prove anything at the promised error rate. End it and plan a follow-up with the size it takes (Iterate).',
  );
}

/** It was not extended before: a second choice of the size would have to reckon with the first one. */
export function isNotExtendedYet({ looks }: Experiment): Refusal | null {
  return unless(
    looks.extension === undefined,
    'already-done',
    'This experiment was extended once already, which is as often as it can be. Decide at its end.',
  );
}

/** The new end is a whole number of weeks later, within the longest that the policy allows. */
export function isLongerWithinPolicy(experiment: Experiment, { days }: Pick<Extend, 'days'>): Refusal | null {
  const { plan } = designOf(experiment);
  const choices = extensionChoices(plan);
  const message =
    choices.length === 0
      ? `The experiment is registered for ${plan.sizing.days} days; the longest allowed is ${POLICY.maximumDays}. It cannot be extended.`
      : `Choose ${choices.join(' or ')} days of running in all.`;
  return unless(choices.includes(days), 'policy', message);
}

/** An extension is an amendment of the plan, so it is recorded with its reason. */
export function saysWhy(experiment: Experiment, command: Extend): Refusal | null {
  const isConfirmed = firstVote(experiment, asVote(command)) !== null;
  return unless(
    isConfirmed || command.reason.trim() !== '',
    'needs-reason',
    'Say why it should run longer. The reason is recorded with the plan.',
  );
}

/** An extension that takes two approvers is confirmed by another one. */
export function isSecondForExtension(experiment: Experiment, command: Extend): Refusal | null {
  return isSecondApprover(experiment, asVote(command));
}

/** An extension as the rules of votes read it. */
export function asVote({ actor, days }: Pick<Extend, 'actor' | 'days'>): Vote {
  return { decision: 'extend', days, actor };
}

/** Whether its registered end may still be moved, as far as the experiment goes. */
export function canExtend(experiment: Experiment): boolean {
  const isOpen = hasErrorLeft(experiment) === null && isNotExtendedYet(experiment) === null;
  return isOpen && extensionChoices(designOf(experiment).plan).length > 0;
}

type Propose = Command<'proposeAmendment'>;

/** It changes the plan in force, and in a way that is possible. */
export function isAmendable(experiment: Experiment, { change }: Pick<Propose, 'change'>): Refusal | null {
  const problem = problemOf(designOf(experiment).plan, change);
  return problem === null ? null : { code: 'policy', message: problem };
}

function problemOf(plan: Plan, change: AmendedPart): string | null {
  switch (change.kind) {
    case 'margin': {
      const guardrail = plan.guardrails.find(({ metric }) => metric.key === change.metric);
      if (guardrail === undefined) return 'Choose a guardrail of this plan: only guardrails have a margin.';
      const isPossible = change.to > 0 && change.to <= 0.5 && change.to !== guardrail.margin;
      return isPossible ? null : 'Type another margin than the present one, above 0 and at most 50 %.';
    }
    case 'add-secondary':
      return plannedMetrics(plan).some(({ key }) => key === change.metric.key)
        ? 'This metric is in the plan already. Choose another one.'
        : null;
    case 'remove-secondary':
      return plan.secondary.some(({ key }) => key === change.metric)
        ? null
        : 'Choose a secondary metric of this plan. The goal and the guardrails stay as they are registered.';
    case 'owner':
      return change.to === plan.request.owner ? 'This person owns it already. Choose another one.' : null;
  }
}

/** It is recorded with its reason. */
export function givesAmendmentReason(
  _experiment: Experiment,
  { reason }: Pick<Propose, 'reason'>,
): Refusal | null {
  return unless(
    reason.trim() !== '',
    'needs-reason',
    'Say why the plan should change. The reason is recorded with it.',
  );
}

/** It is the change that waits. */
export function isPendingAmendment(
  { design }: Experiment,
  { amendment }: Pick<Command<'approveAmendment'>, 'amendment'>,
): Refusal | null {
  return unless(
    design?.pendingAmendment?.id === amendment,
    'stale',
    'This change of the plan does not wait any more: it was settled, or another one took its place. Look at the newest message in the thread.',
  );
}

/** A change is approved by others than the person who asked for it, and once by each. */
export function isOtherThanProposer(
  { design }: Experiment,
  { actor }: Pick<Command<'approveAmendment'>, 'actor'>,
): Refusal | null {
  const pending = design?.pendingAmendment;
  if (pending?.by === actor.person) {
    const message = 'You asked for this change of the plan, so another approver has to approve it.';
    return { code: 'requester', message };
  }
  return unless(
    pending?.approvedBy.includes(actor.person) !== true,
    'already-done',
    'You have approved this change already. It needs the approval of a second approver.',
  );
}
