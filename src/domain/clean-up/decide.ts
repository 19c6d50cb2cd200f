import { allow, type Deciders, post, stamp } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { refuse } from '#domain/refusal.ts';
import { DAY } from '#shared/clock.ts';

type Names =
  | 'startCleanUp'
  | 'recordCleanUpPullRequest'
  | 'recordCleanUpFailure'
  | 'retryCleanUp'
  | 'recordCleanUpMerge'
  | 'recordFlagGone'
  | 'finishCleanUp';

/** Nothing reads the flag any more, so it goes, and the thread ends. */
const END: readonly Effect[] = [{ kind: 'flag', act: { act: 'remove' } }, post('completed')];

/**
 * How long the flag of a shipped change outlives the code that reads it. A merge is no deployment: until the clean code
 * is out, what runs still reads the flag, and without it would give everybody the control again.
 */
export const DEPLOY_WINDOW = DAY;

/** Everybody is to have the change, so the flag must stay on as long as deployed code may read it. */
function isShipped({ decision }: Experiment): boolean {
  return decision?.decision === 'ship';
}

/** When the flag goes though the code is clean already (milliseconds since the Unix epoch); null where nothing waits for it. */
export function flagRemovalDue({ status, codeCleanAt }: Experiment): number | null {
  return status === 'cleaning-up' && codeCleanAt !== null ? codeCleanAt + DEPLOY_WINDOW : null;
}

/** Closed means clean: the losing branch is out of the code and the flag is gone. */
export const cleanUpDeciders: Deciders<Names> = {
  startCleanUp: (experiment, command) => {
    if (experiment.decision !== null && command.at < experiment.decision.undoUntil) {
      return refuse('too-early', 'The decision can still be undone; the clean-up waits until then.');
    }
    return allow([{ type: 'cleanUpStarted' }], [{ kind: 'clean-up' }]);
  },

  recordCleanUpPullRequest: (experiment, { pullRequest, runs }) => {
    if (experiment.cleanUp?.number === pullRequest.number) {
      return refuse('already-done', 'The clean-up pull request is known already.');
    }
    return allow([{ type: 'cleanUpOpened', pullRequest, runs }], [post('clean-up')]);
  },

  recordCleanUpFailure: (_experiment, { failure, runs }) =>
    allow([{ type: 'cleanUpFailed', failure, runs }], [post('clean-up-failed')]),

  retryCleanUp: (experiment, command) => {
    if (experiment.codeCleanAt !== null)
      return refuse('already-done', 'The code is clean; nothing to retry.');
    // A closed one may be looked after too: the flag may have been taken out by hand, or the pull request be open again.
    if (experiment.failure === null && (experiment.cleanUp?.closedAt ?? null) === null)
      return refuse('already-done', 'The clean-up is under way; nothing to retry.');
    return allow(
      [{ type: 'cleanUpRetried' }],
      [...stamp(command.message, `Tried again by <@${command.actor.person}>`), { kind: 'clean-up' }],
    );
  },

  recordCleanUpMerge: (experiment, command) => {
    if (experiment.cleanUp?.number !== command.number) {
      return refuse('unknown', 'This pull request does not belong to the experiment.');
    }
    if (experiment.codeCleanAt !== null) return refuse('already-done', 'The merge is known already.');
    const { mergedBy } = command;
    if (isShipped(experiment)) return allow([{ type: 'cleanUpMerged', mergedBy }], [post('flag-stays')]);
    return allow([{ type: 'completed', mergedBy }], END);
  },

  recordFlagGone: (experiment) => {
    if (experiment.codeCleanAt !== null) return refuse('already-done', 'The code is known to be clean.');
    if (isShipped(experiment)) return allow([{ type: 'flagGone' }], [post('flag-stays')]);
    return allow([{ type: 'flagGone' }, { type: 'completed', mergedBy: null }], END);
  },

  finishCleanUp: (experiment, command) => {
    const due = flagRemovalDue(experiment);
    if (due === null || command.at < due) {
      return refuse('too-early', 'The flag stays on until the clean code has had a day to be deployed.');
    }
    return allow([{ type: 'completed', mergedBy: experiment.cleanUp?.mergedBy ?? null }], END);
  },
};
