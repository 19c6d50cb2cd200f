import type { CleanUpEvent } from '#domain/clean-up/events.ts';
import type { CleanUpState } from '#domain/clean-up/state.ts';
import { merged, opened } from '#domain/code/pull-request-records.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** From the decision to code without the flag. */
export const cleanUpEvolvers: Evolvers<CleanUpEvent['type']> = {
  cleanUpStarted: () => ({
    status: 'cleaning-up',
    cleanUp: { pullRequest: null, codeCleanAt: null },
    failure: null,
  }),

  cleanUpOpened: ({ runs, cleanUp }, { pullRequest, runs: more }) => ({
    cleanUp: cleanUp && { ...cleanUp, pullRequest: opened(pullRequest) },
    failure: null,
    runs: [...runs, ...more],
  }),

  cleanUpFailed: (state, { failure, runs }) => ({ failure, runs: [...state.runs, ...runs] }),

  cleanUpRetried: () => ({ failure: null }),

  cleanUpMerged: ({ cleanUp }, { mergedBy }, { at }) => ({
    cleanUp: cleanUp && mergedCleanUp(cleanUp, mergedBy, at),
  }),

  flagGone: ({ cleanUp }, _event, { at }) => ({
    cleanUp: cleanUp && { ...cleanUp, codeCleanAt: at },
    failure: null,
  }),

  // If the code was found clean before, the end brings no merge.
  completed: ({ cleanUp }, { mergedBy }, { at }) => ({
    status: 'completed',
    cleanUp: cleanUp?.codeCleanAt === null ? mergedCleanUp(cleanUp, mergedBy, at) : cleanUp,
    ended: { at, cancellation: null },
  }),
};

function mergedCleanUp({ pullRequest }: CleanUpState, mergedBy: string | null, at: number): CleanUpState {
  return { pullRequest: pullRequest && merged(pullRequest, mergedBy, at), codeCleanAt: at };
}
