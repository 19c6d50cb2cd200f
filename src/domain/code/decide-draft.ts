import { assured } from '#domain/assured.ts';
import type { CodeBotBody, CodePersonBody } from '#domain/code/commands.ts';
import {
  type DraftState,
  MOST_REPAIRS,
  MOST_ROUNDS,
  type Revision,
  type Unbegun,
} from '#domain/code/draft.ts';
import { isToTakeUp } from '#domain/code/draft-guards.ts';
import { openDraft } from '#domain/code/open-draft.ts';
import { type Deciders, outcome, post } from '#domain/decider.ts';
import { isWorkSpent } from '#domain/design/work-budget.ts';
import type { Effect } from '#domain/effect.ts';
import type { ExperimentEvent } from '#domain/event.ts';
import type { Experiment } from '#domain/experiment.ts';

type Name =
  | 'recordChecks'
  | 'takeUpRemarks'
  | 'recordRevision'
  | 'recordRevisionFailure'
  | 'markReady'
  | 'recordReady';

/** What the code host's checks and reviewers say of the draft, and what the bot makes of it. */
export const draftDeciders: Deciders<Name & (CodePersonBody | CodeBotBody)['name']> = {
  recordChecks: (experiment, { checks, at }) => {
    const draft = draftOf(experiment);
    const read = { type: 'checksRead', checks } as const;
    if (checks.head !== draft.head && draft.takenOver === null) {
      const events = [read, { type: 'branchTakenOver', head: checks.head } as const];
      return outcome(events, [post('pull-request'), post('branch-taken-over')]);
    }
    if (!isToTakeUp(draft, checks)) return outcome([read], [post('pull-request')]);
    const begun = begin(experiment, { reason: 'checks', remarks: [] }, at);
    return outcome([read, ...begun.events], [post('pull-request'), ...begun.effects]);
  },

  takeUpRemarks: (experiment, { remarks, at }) => {
    const { events, effects } = begin(experiment, { reason: 'remarks', remarks }, at);
    return outcome(events, effects);
  },

  recordRevision: (experiment, { head, files, testPaths, runs }) =>
    outcome(
      [{ type: 'codeRevised', head, files, testPaths, runs }],
      [post('code-revised'), post('pull-request'), ...answersTo(draftOf(experiment).underWay)],
    ),

  recordRevisionFailure: (experiment, { failure, runs }) =>
    outcome(
      [{ type: 'revisionFailed', failure, runs }],
      [post('code-not-revised'), ...answersTo(draftOf(experiment).underWay)],
    ),

  markReady: (_experiment, { head, actor }) =>
    outcome(
      [{ type: 'readyAsked', person: actor.person }],
      [post('pull-request'), { kind: 'mark-ready', head }],
    ),

  recordReady: () => outcome([{ type: 'draftReady' }], [post('pull-request')]),
};

/** The work that a closing of the draft cut off, to be done now; nothing if it was not cut off. */
export function workAnew({ code }: Experiment, number: number): readonly Effect[] {
  if (code?.pullRequest.number !== number || code.draft?.underWay == null) return [];
  const { head, underWay } = code.draft;
  return [{ kind: 'revise', reason: underWay.reason, head }];
}

function draftOf(experiment: Experiment): DraftState {
  return assured(openDraft(experiment), 'an open draft');
}

/** Begins the work at a further commit, or says once why it does not. */
function begin(
  experiment: Experiment,
  revision: Revision,
  at: number,
): { readonly events: readonly ExperimentEvent[]; readonly effects: readonly Effect[] } {
  const draft = draftOf(experiment);
  const why = whyNot(experiment, revision, at);
  if (why !== null) {
    const events = [{ type: 'revisionNotBegun', revision, why } as const];
    return { events, effects: [post('code-not-revised'), ...answersTo(revision)] };
  }
  return {
    events: [{ type: 'revisionBegan', revision }],
    effects: [{ kind: 'revise', reason: revision.reason, head: draft.head }],
  };
}

function whyNot(experiment: Experiment, { reason }: Revision, at: number): Unbegun | null {
  const { repairs, rounds } = draftOf(experiment);
  const isOver = reason === 'checks' ? repairs >= MOST_REPAIRS : rounds >= MOST_ROUNDS;
  if (isOver) return 'limit';
  return isWorkSpent(experiment, at) ? 'budget' : null;
}

/** Last in its commit: an answer that cannot be written on the code host must not keep the thread from being told. */
function answersTo(revision: Revision | null): readonly Effect[] {
  return revision === null || revision.remarks.length === 0 ? [] : [{ kind: 'answer-remarks' }];
}
