import type { CleanUpEvent } from '#domain/clean-up/events.ts';
import { merged, opened } from '#domain/code/pull-request-records.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** From the decision to code without the flag. */
export const cleanUpEvolvers: Evolvers<CleanUpEvent['type']> = {
  cleanUpStarted: () => ({ status: 'cleaning-up', failure: null }),

  cleanUpOpened: (state, { pullRequest, runs }) => ({
    cleanUp: opened(pullRequest),
    failure: null,
    runs: [...state.runs, ...runs],
  }),

  cleanUpFailed: (state, { failure, runs }) => ({ failure, runs: [...state.runs, ...runs] }),

  cleanUpRetried: () => ({ failure: null }),

  cleanUpMerged: ({ cleanUp }, { mergedBy }, { at }) => ({
    cleanUp: merged(cleanUp, mergedBy, at),
    codeCleanAt: at,
  }),

  flagGone: (_state, _event, { at }) => ({ codeCleanAt: at, failure: null }),

  // If the code was found clean before, the end brings no merge.
  completed: ({ cleanUp, codeCleanAt }, { mergedBy }, { at }) => ({
    status: 'completed',
    cleanUp: codeCleanAt === null ? merged(cleanUp, mergedBy, at) : cleanUp,
    codeCleanAt: codeCleanAt ?? at,
    endedAt: at,
  }),
};
