import type { DesignEvent } from '#domain/design/events.ts';
import { choicesKept } from '#domain/design/open-request.ts';
import type { Evolvers } from '#domain/evolver.ts';
import type { Experiment, ProposalState } from '#domain/experiment.ts';
import type { ExperimentRequest } from '#domain/plan.ts';

/** Everything from the proposal to a plan; the proposal itself begins the state, see `born`. */
export const designEvolvers: Evolvers<Exclude<DesignEvent['type'], 'proposed'>> = {
  choicesProposed: ({ runs, proposal }, { request, choices, runs: more }) => ({
    request,
    proposal: { ...closed(proposal), choices },
    failure: null,
    runs: [...runs, ...more],
  }),

  designed: (
    { runs, proposal, design: last },
    { plan, planHash, settings, assessment, opinion, notes, runs: more },
  ) => ({
    status: 'in-review',
    proposal: { ...closed(proposal), assessment },
    design: {
      ...{ plan, planHash, settings: settings ?? null, opinion, approvals: [] },
      ...(notes === undefined ? {} : { notes }),
      ...(last === null ? {} : { before: last.plan }),
    },
    failure: null,
    runs: [...runs, ...more],
  }),

  designFailed: ({ runs, proposal }, { failure, assessment, chosen, runs: more }) => ({
    proposal: { ...proposal, assessment, ...(chosen === undefined ? {} : { chosen }) },
    failure,
    runs: [...runs, ...more],
  }),

  designRetried: ({ proposal: { chosen: _, ...proposal } }) => ({ failure: null, proposal }),

  questionsAnswered: ({ proposal }, { questions, answers, by }) => ({
    failure: null,
    proposal: { ...proposal, answered: [...(proposal.answered ?? []), { questions, answers, by }] },
  }),

  adviceOverruled: ({ proposal }, { reason, by }) => ({
    failure: null,
    proposal: { ...proposal, overruled: { reason, by } },
  }),

  requestEdited: ({ request: before, proposal, design }, { request, by, voided }) => ({
    status: 'draft',
    request,
    proposal: {
      ...forRequest(withoutVoided(closed(proposal)), before, request),
      ...settledGoal(design),
      ...(proposal.choices === undefined ? {} : { choices: choicesKept(proposal.choices, before, request) }),
      authors: withAuthor(proposal, by),
      ...(voided === undefined ? {} : { voided }),
    },
    failure: null,
    design: null,
  }),

  changesRequested: ({ proposal, design }, { comment, voided }) => ({
    status: 'draft',
    proposal: {
      ...withoutVoided(closed(proposal)),
      ...settledGoal(design),
      comments: [...proposal.comments, comment],
      ...(voided === undefined ? {} : { voided }),
    },
    design: design && { ...design, approvals: [] },
    failure: null,
  }),
};

/** What people do with a plan that has an objection to its goal answers the objection. */
function settledGoal(design: Experiment['design']): Pick<ProposalState, 'goalSettled'> {
  return design?.plan.reasoning?.objection === undefined ? {} : { goalSettled: true };
}

/** The proposal of a request that is complete, and of which nothing is to be changed. */
function closed({
  leftOpen: _open,
  chosen: _chosen,
  given: _given,
  ...proposal
}: ProposalState): ProposalState {
  return proposal;
}

/** What was answered stands for its idea; what was overruled was said of the request as it was. */
function forRequest(
  { overruled: _, answered, ...proposal }: ProposalState,
  before: ExperimentRequest,
  after: ExperimentRequest,
): ProposalState {
  return answered === undefined || before.idea !== after.idea ? proposal : { ...proposal, answered };
}

/** What was void stays told until the next change. */
function withoutVoided({ voided: _told, ...proposal }: ProposalState): ProposalState {
  return proposal;
}

function withAuthor({ authors }: ProposalState, by: string | undefined): readonly string[] {
  return by === undefined || authors.includes(by) ? authors : [...authors, by];
}
