import { allow, type Deciders, post, stamp } from '#domain/decide/outcome.ts';
import type { Effect } from '#domain/effect.ts';
import { refuse } from '#domain/refusal.ts';

type Names =
  | 'startCleanUp'
  | 'recordCleanUpPullRequest'
  | 'recordCleanUpFailure'
  | 'retryCleanUp'
  | 'recordCleanUpMerge'
  | 'recordFlagGone';

/** Nothing reads the flag any more, so it goes, and the thread ends. */
const END: readonly Effect[] = [{ kind: 'flag', act: { act: 'remove' } }, post('completed')];

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
    return allow([{ type: 'completed', mergedBy: command.mergedBy }], END);
  },

  recordFlagGone: () => allow([{ type: 'flagGone' }, { type: 'completed', mergedBy: null }], END),
};
