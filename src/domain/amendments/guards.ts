import { extensionChoices } from '#domain/amendments/extension.ts';
import type { Command } from '#domain/command.ts';
import { firstVote } from '#domain/decision/override.ts';
import { votesNeeded } from '#domain/decision/quorum.ts';
import { POLICY } from '#domain/design/policy.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
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
export function isExtendedOnce({ looks }: Experiment): Refusal | null {
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
  const first = votesNeeded(experiment, asVote(command)) > 1 ? firstVote(experiment, asVote(command)) : null;
  return unless(
    first === null || first.by !== command.actor.person,
    'already-done',
    'You have asked for this already. A second approver has to confirm it.',
  );
}

/** An extension as the rules of votes read it. */
export function asVote({ actor, days }: Pick<Extend, 'actor' | 'days'>) {
  return { decision: 'extend', days, actor } as const;
}

/** Whether its registered end may still be moved, as far as the experiment goes. */
export function canExtend(experiment: Experiment): boolean {
  const isOpen = hasErrorLeft(experiment) === null && isExtendedOnce(experiment) === null;
  return isOpen && extensionChoices(designOf(experiment).plan).length > 0;
}
