import type { CleanUpBotBody, CleanUpPersonBody } from '#domain/clean-up/commands.ts';
import { keepDefault } from '#domain/configurations/keep-default.ts';
import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { recordAtEnd, recordOfDecision } from '#domain/full-record.ts';
import { handoffOf } from '#domain/handoff.ts';
import { isShipmentPaused, isShipped } from '#domain/launch/shipment.ts';

/** No code reads the flag any more, so the flag is removed and the thread ends. */
function end(experiment: Experiment): readonly Effect[] {
  return [{ kind: 'flag', act: { act: 'remove' } }, ...recordAtEnd(experiment), post('completed')];
}

/** Every unit is to have a shipped change. What is deployed needs the flag for it, unless its configuration is the default by now. */
function isNeeded(experiment: Experiment): boolean {
  if (!isShipped(experiment)) return false;
  return isShipmentPaused(experiment) || !hasConfigurations(experiment);
}

/** Pull requests that the bot opens one after the other without a person: more would be a flag that comes back by itself. */
const MOST_PARTS = 6;

/** The merged pull request was one part of several, and said so. */
function mayGoOn({ cleanUp }: Experiment): boolean {
  return cleanUp?.left?.goesOn === true && (cleanUp.earlier ?? []).length + 1 < MOST_PARTS;
}

/** Completed means clean: the losing branch is out of the code and the flag is gone. */
export const cleanUpDeciders: Deciders<(CleanUpPersonBody | CleanUpBotBody)['name']> = {
  // The decision is final from here on.
  startCleanUp: (experiment) =>
    outcome(
      [{ type: 'cleanUpStarted' }],
      // A failed effect stops those behind it in its commit: the default comes first, without which nothing may be cleaned up.
      [
        ...keepDefault(experiment),
        ...recordOfDecision(experiment),
        { kind: 'clean-up' },
        ...handoffOf(experiment),
      ],
    ),

  recordCleanUpPullRequest: (_experiment, { pullRequest, runs, left, names }) => {
    const more = { ...(left === undefined ? {} : { left }), ...(names === undefined ? {} : { names }) };
    return outcome([{ type: 'cleanUpOpened', pullRequest, runs, ...more }], [post('clean-up')]);
  },

  recordCleanUpFailure: (_experiment, { failure, runs }) =>
    outcome([{ type: 'cleanUpFailed', failure, runs }], [post('clean-up-failed')]),

  retryCleanUp: (_experiment, { message, actor }) =>
    outcome(
      [{ type: 'cleanUpRetried' }],
      [...stamp(message, `Tried again by <@${actor.person}>`), { kind: 'clean-up' }],
    ),

  // Every unit is to have a shipped change, so its flag stays on as long as deployed code may read it.
  recordCleanUpMerge: (experiment, { mergedBy }) =>
    isShipped(experiment)
      ? outcome([{ type: 'cleanUpMerged', mergedBy }], [post('flag-stays')])
      : outcome([{ type: 'completed', mergedBy }], end(experiment)),

  recordFlagLeft: (experiment, { number, mergedBy, places, revert }) => {
    const goesOn = number !== null && mayGoOn(experiment);
    return outcome(
      [{ type: 'flagLeft', mergedBy, places, goesOn, ...(revert === undefined ? {} : { revert }) }],
      // The pull request of the next part tells of itself.
      [goesOn ? { kind: 'clean-up' } : post('flag-left')],
    );
  },

  recordFlagGone: (experiment, { revert }) => {
    const gone = { type: 'flagGone', ...(revert === undefined ? {} : { revert }) } as const;
    return isNeeded(experiment)
      ? outcome([gone], [post('flag-stays')])
      : outcome([gone, { type: 'completed', mergedBy: null }], end(experiment));
  },

  finishCleanUp: (experiment) =>
    outcome(
      [{ type: 'completed', mergedBy: experiment.cleanUp?.pullRequest?.mergedBy ?? null }],
      end(experiment),
    ),
};
