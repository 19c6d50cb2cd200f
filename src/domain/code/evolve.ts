import { newDraft } from '#domain/code/draft.ts';
import type { CodeEvent } from '#domain/code/events.ts';
import { draftEvolvers } from '#domain/code/evolve-draft.ts';
import { closed, merged, opened } from '#domain/code/pull-request-records.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** The implementation, and the closing and opening again of either pull request. */
export const codeEvolvers: Evolvers<CodeEvent['type']> = {
  ...draftEvolvers,

  implementationStarted: () => ({ status: 'implementing', failure: null }),

  pullRequestOpened: (state, { pullRequest: { made, ...pullRequest }, runs }, { at }) => ({
    status: 'implemented',
    code: {
      pullRequest: opened(pullRequest),
      heldBackFor: [],
      ...(made === undefined ? {} : { draft: newDraft(made, at) }),
    },
    runs: [...state.runs, ...runs],
  }),

  configured: () => ({ status: 'implemented', configured: { heldBackFor: [] } }),

  implementationFailed: (state, { failure, runs }) => ({
    status: 'approved',
    failure,
    runs: [...state.runs, ...runs],
  }),

  implementationRetried: ({ failure }) => ({
    failure: null,
    ...(failure === null ? {} : { failedBefore: failure }),
  }),

  merged: ({ code }, { mergedBy }, { at }) => ({
    code: code && { ...code, pullRequest: merged(code.pullRequest, mergedBy, at) },
  }),

  pullRequestClosed: (state, { number }, { at }) => closed(state, number, at),

  pullRequestReopened: (state, { number }) => closed(state, number, null),
};
