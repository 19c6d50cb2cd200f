import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isApproved } from '#domain/guards.ts';
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
  const keys = conflicts.map((key) => `\`${key}\``).join(', ');
  return unless(
    conflicts.length === 0,
    'conflict',
    `The same surface is used by ${keys}, which is not over yet. Launch when it has ended.`,
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
