import type { DesignEvent } from '#domain/design/events.ts';
import type { Evolvers } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';

/** Everything from the proposal to a plan; the proposal itself begins the state, see `born`. */
export const designEvolvers: Evolvers<Exclude<DesignEvent['type'], 'proposed'>> = {
  designed: (state, { plan, planHash, assessment, opinion, runs }) => ({
    status: 'in-review',
    plan,
    planHash,
    assessment,
    opinion,
    failure: null,
    approvals: [],
    runs: [...state.runs, ...runs],
  }),

  designFailed: (state, { failure, assessment, runs }) => ({
    failure,
    assessment,
    runs: [...state.runs, ...runs],
  }),

  designRetried: () => ({ failure: null }),

  requestEdited: (state, { request, by }) => ({
    status: 'draft',
    request,
    authors: withAuthor(state, by),
    failure: null,
    approvals: [],
    plan: null,
    planHash: null,
  }),

  changesRequested: (state, { comment }) => ({
    status: 'draft',
    comments: [...state.comments, comment],
    approvals: [],
    failure: null,
  }),
};

function withAuthor({ authors }: Experiment, by: string | undefined): readonly string[] {
  return by === undefined || authors.includes(by) ? authors : [...authors, by];
}
