import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isApproved } from '#domain/guards.ts';
import { isStepOver } from '#domain/launch/ramp.ts';
import { againstSplit, conditionWords } from '#domain/launch/release-conditions.ts';
import { isVerified } from '#domain/launch/state.ts';
import { shownName } from '#domain/launch/unseen-name.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { canonicalJson } from '#shared/canonical-json.ts';

/** Enough approvers approved the plan as it is now. */
export function hasApprovedPlan(experiment: Experiment): Refusal | null {
  return unless(
    isApproved(experiment),
    'stale',
    'The plan is not approved as it is now. Ask the approvers to approve the newest plan in the thread.',
  );
}

/** The code behind the flag is merged. */
export function hasMergedCode({ code }: Experiment): Refusal | null {
  return unless(
    code?.pullRequest.mergedAt !== null,
    'not-merged',
    'The pull request is not merged yet. Merge it, then launch.',
  );
}

/** No other experiment runs on the same surface. */
export function hasFreeSurface(
  _experiment: Experiment,
  { conflicts }: Pick<Command<'launch'>, 'conflicts'>,
): Refusal | null {
  const keys = conflicts.map(shownName).join(', ');
  return unless(
    conflicts.length === 0,
    'conflict',
    `The same surface is used by ${keys}, which is not over yet. Launch when it has ended.`,
  );
}

/** The flag service has nothing against it. */
export function isTakenByFlagService(
  _experiment: Experiment,
  { against }: Pick<Command<'launch'>, 'against'>,
): Refusal | null {
  return unless(against === undefined, 'conflict', against ?? '');
}

/** No condition of others changes who gets what, but such as name a variant for some units. */
export function isSplitAlone({ flag }: Experiment): Refusal | null {
  const against = flag === null ? [] : againstSplit(flag);
  return unless(
    against.length === 0,
    'conflict',
    `The flag has a condition that the split does not reckon with: ${against.map(conditionWords).join('; ')}. Remove it in the flag service, accept that change in the thread, then launch.`,
  );
}

/** The step of the launch has lasted as long as the plan wants, or the thread has to hear that a check fails. */
export function isStepDone(
  experiment: Experiment,
  { checks, at }: Pick<Command<'recordVerification'>, 'checks' | 'at'>,
): Refusal | null {
  return unless(
    !isVerified(checks) || isStepOver(experiment, at),
    'too-early',
    'This step of the launch lasts longer. The next one follows when its days are over.',
  );
}

/** The checks say something that is not recorded yet. */
export function hasNewChecks(
  { launch }: Experiment,
  { checks }: Pick<Command<'recordVerification'>, 'checks'>,
): Refusal | null {
  return unless(
    canonicalJson(checks) !== canonicalJson(launch?.checks ?? []),
    'already-done',
    'These checks are recorded already.',
  );
}
