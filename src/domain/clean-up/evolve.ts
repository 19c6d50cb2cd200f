import type { CleanUpEvent } from '#domain/clean-up/events.ts';
import { type CleanUpState, withNextDue } from '#domain/clean-up/state.ts';
import { merged, opened } from '#domain/code/pull-request-records.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** From the decision to code without the flag. */
export const cleanUpEvolvers: Evolvers<CleanUpEvent['type']> = {
  cleanUpStarted: () => ({
    status: 'cleaning-up',
    cleanUp: { pullRequest: null, codeCleanAt: null },
    failure: null,
  }),

  cleanUpOpened: ({ runs, cleanUp }, { pullRequest, runs: more, left = [], names = [] }, { at }) => ({
    cleanUp: cleanUp && {
      ...withoutLeft(cleanUp),
      pullRequest: opened(pullRequest),
      ...(left.length === 0 ? {} : { left: { places: left, since: at, goesOn: true } }),
      ...namesWith(cleanUp, names),
    },
    failure: null,
    runs: [...runs, ...more],
  }),

  cleanUpFailed: (state, { failure, runs }) => ({ failure, runs: [...state.runs, ...runs] }),

  cleanUpRetried: ({ cleanUp }) => ({ failure: null, cleanUp: withNextDue(cleanUp) }),

  cleanUpMerged: ({ cleanUp }, { mergedBy }, { at }) => ({
    cleanUp: cleanUp && mergedCleanUp(cleanUp, mergedBy, at),
  }),

  flagLeft: ({ cleanUp }, { mergedBy, places, goesOn, revert }, { at }) => ({
    cleanUp: cleanUp && {
      ...laidAside(cleanUp, mergedBy, at),
      left: { places, since: at, goesOn, ...(revert === undefined ? {} : { revert }) },
    },
    failure: null,
  }),

  flagGone: ({ cleanUp }, { revert }, { at }) => ({
    cleanUp: cleanUp && {
      ...withoutLeft(cleanUp),
      codeCleanAt: at,
      ...(revert === undefined ? {} : { revert }),
    },
    failure: null,
  }),

  // If the code was found clean before, the end brings no merge.
  completed: ({ cleanUp }, { mergedBy }, { at }) => ({
    status: 'completed',
    cleanUp: cleanUp?.codeCleanAt === null ? mergedCleanUp(cleanUp, mergedBy, at) : cleanUp,
    ended: { at, cancellation: null },
  }),
};

function mergedCleanUp(cleanUp: CleanUpState, mergedBy: string | null, at: number): CleanUpState {
  const { pullRequest } = cleanUp;
  return {
    ...withoutLeft(cleanUp),
    pullRequest: pullRequest && merged(pullRequest, mergedBy, at),
    codeCleanAt: at,
  };
}

/** Its pull request, merged by now, is an earlier one: the next may be opened. */
function laidAside(cleanUp: CleanUpState, mergedBy: string | null, at: number): CleanUpState {
  const { pullRequest, earlier = [] } = cleanUp;
  if (pullRequest === null) return { ...cleanUp, codeCleanAt: null };
  const record = pullRequest.mergedAt === null ? merged(pullRequest, mergedBy, at) : pullRequest;
  return { ...cleanUp, pullRequest: null, codeCleanAt: null, earlier: [...earlier, record] };
}

function withoutLeft({ left: _, ...cleanUp }: CleanUpState): CleanUpState {
  return cleanUp;
}

function namesWith({ names = [] }: CleanUpState, more: readonly string[]): Pick<CleanUpState, 'names'> {
  const all = [...new Set([...names, ...more])].toSorted();
  return all.length === 0 ? {} : { names: all };
}
