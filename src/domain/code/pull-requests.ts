import { allow, type Deciders, post } from '#domain/decider.ts';
import type { Experiment, PullRequestRecord } from '#domain/experiment.ts';
import { refuse } from '#domain/refusal.ts';

type Names = 'recordClosure' | 'recordReopening';

/** Closed without being merged, and opened again: facts about either pull request. The thread tells of each closing once. */
export const pullRequestDeciders: Deciders<Names> = {
  recordClosure: (experiment, { number }) => {
    const known = pullRequestOf(experiment, number);
    if (known === null) return refuse('unknown', 'This pull request does not belong to the experiment.');
    if (known.mergedAt !== null || known.closedAt !== null) {
      return refuse('already-done', 'How the pull request ended is known already.');
    }
    return allow([{ type: 'pullRequestClosed', number }], [post('pull-request-closed')]);
  },

  recordReopening: (experiment, { number }) => {
    const known = pullRequestOf(experiment, number);
    if (known === null) return refuse('unknown', 'This pull request does not belong to the experiment.');
    if (known.closedAt === null) return refuse('already-done', 'The pull request is not closed.');
    return allow([{ type: 'pullRequestReopened', number }]);
  },
};

/** The record of the pull request with this number; null where it is not of this experiment. */
export function pullRequestOf(
  { cleanUp, pullRequest }: Experiment,
  number: number,
): PullRequestRecord | null {
  return [cleanUp, pullRequest].find((record) => record?.number === number) ?? null;
}
