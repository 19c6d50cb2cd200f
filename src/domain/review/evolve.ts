import type { Change } from '#domain/change.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';

function withAuthor({ authors }: Experiment, by: string | undefined): readonly string[] {
  return by === undefined || authors.includes(by) ? authors : [...authors, by];
}

/** Design and review: everything up to the full approval. */
export function evolveReview(state: Experiment, event: ExperimentEvent, at: number): Change | null {
  switch (event.type) {
    case 'designed':
      return {
        status: 'in-review',
        plan: event.plan,
        planHash: event.planHash,
        assessment: event.assessment,
        opinion: event.opinion,
        failure: null,
        approvals: [],
        runs: [...state.runs, ...event.runs],
      };
    case 'designFailed':
      return { failure: event.failure, assessment: event.assessment, runs: [...state.runs, ...event.runs] };
    case 'designRetried':
      return { failure: null };
    case 'requestEdited':
      return {
        status: 'draft',
        request: event.request,
        authors: withAuthor(state, event.by),
        failure: null,
        approvals: [],
        plan: null,
        planHash: null,
      };
    case 'changesRequested':
      return { status: 'draft', comments: [...state.comments, event.comment], approvals: [], failure: null };
    case 'approved':
      return {
        status: event.complete ? 'approved' : state.status,
        approvals: [...state.approvals, { person: event.person, planHash: event.planHash, at }],
      };
    case 'rejected':
    case 'cancelled':
      return {
        status: 'cancelled',
        cancellation: { person: event.person, reason: event.reason },
        endedAt: at,
      };
    default:
      return null;
  }
}
