import { allow, type Deciders, post, stamp } from '#domain/decider.ts';
import { refuse } from '#domain/refusal.ts';

type Names =
  | 'startImplementation'
  | 'recordPullRequest'
  | 'recordImplementationFailure'
  | 'retryImplementation'
  | 'recordMerge';

/** From the approved plan to merged code behind a flag that is off. */
export const implementationDeciders: Deciders<Names> = {
  startImplementation: () => allow([{ type: 'implementationStarted' }]),

  recordPullRequest: (_experiment, { pullRequest, runs }) =>
    allow([{ type: 'pullRequestOpened', pullRequest, runs }], [post('pull-request')]),

  recordImplementationFailure: (_experiment, { failure, runs }) =>
    allow([{ type: 'implementationFailed', failure, runs }], [post('implementation-failed')]),

  retryImplementation: (experiment, command) => {
    if (experiment.failure === null) {
      return refuse('already-done', 'The implementer is at work on this already; nothing to retry.');
    }
    return allow(
      [{ type: 'implementationRetried' }],
      [...stamp(command.message, `Tried again by <@${command.actor.person}>`), { kind: 'implement' }],
    );
  },

  recordMerge: (experiment, command) => {
    if (experiment.pullRequest?.number !== command.number) {
      return refuse('unknown', 'This pull request does not belong to the experiment.');
    }
    if (experiment.pullRequest.mergedAt !== null)
      return refuse('already-done', 'The merge is known already.');
    return allow(
      [{ type: 'merged', mergedBy: command.mergedBy }],
      [{ kind: 'flag', act: { act: 'hold' } }, post('merged')],
    );
  },
};
