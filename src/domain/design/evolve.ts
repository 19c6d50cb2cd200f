import type { DesignEvent } from '#domain/design/events.ts';
import type { Evolvers } from '#domain/evolver.ts';
import type { ProposalState } from '#domain/experiment.ts';

/** Everything from the proposal to a plan; the proposal itself begins the state, see `born`. */
export const designEvolvers: Evolvers<Exclude<DesignEvent['type'], 'proposed'>> = {
  designed: ({ runs, proposal }, { plan, planHash, settings, assessment, opinion, runs: more }) => ({
    status: 'in-review',
    proposal: { ...proposal, assessment },
    design: { plan, planHash, settings: settings ?? null, opinion, approvals: [] },
    failure: null,
    runs: [...runs, ...more],
  }),

  designFailed: ({ runs, proposal }, { failure, assessment, runs: more }) => ({
    proposal: { ...proposal, assessment },
    failure,
    runs: [...runs, ...more],
  }),

  designRetried: () => ({ failure: null }),

  requestEdited: ({ proposal }, { request, by }) => ({
    status: 'draft',
    request,
    proposal: { ...proposal, authors: withAuthor(proposal, by) },
    failure: null,
    design: null,
  }),

  changesRequested: ({ proposal, design }, { comment }) => ({
    status: 'draft',
    proposal: { ...proposal, comments: [...proposal.comments, comment] },
    design: design && { ...design, approvals: [] },
    failure: null,
  }),
};

function withAuthor({ authors }: ProposalState, by: string | undefined): readonly string[] {
  return by === undefined || authors.includes(by) ? authors : [...authors, by];
}
