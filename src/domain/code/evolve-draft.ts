import type { DraftState, Revision, RevisionEnd } from '#domain/code/draft.ts';
import type { Evolvers, StateChange } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';

type Type =
  | 'checksRead'
  | 'branchTakenOver'
  | 'revisionBegan'
  | 'revisionNotBegun'
  | 'codeRevised'
  | 'revisionFailed'
  | 'readyAsked'
  | 'draftReady';

/** What the code host and reviewers say of the draft, and what the bot makes of it. */
export const draftEvolvers: Evolvers<Type> = {
  checksRead: (state, { checks }) => changed(state, () => ({ checks })),

  // What a person asked for of another commit is not done with this one.
  branchTakenOver: (state, { head }) =>
    changed(state, () => ({ takenOver: head, underWay: null, readyBy: null })),

  revisionBegan: (state, { revision }) =>
    changed(state, (draft) => ({
      ...heard(draft, revision),
      underWay: revision,
      ...(revision.reason === 'checks' ? { repairs: draft.repairs + 1 } : { rounds: draft.rounds + 1 }),
    })),

  revisionNotBegun: (state, { revision, why }) =>
    changed(state, (draft) => ({
      ...heard(draft, revision),
      ...(revision.reason === 'remarks' && why === 'limit' ? { isDeaf: true } : {}),
      last: { ...revision, end: 'not-begun', why },
    })),

  codeRevised: (state, { head, files, testPaths, runs }, { at }) => ({
    ...changed(withFiles(state, files), (draft) => ({
      ...{ head, headAt: at, checks: null, readyBy: null },
      testPaths: [...new Set([...draft.testPaths, ...testPaths])],
      ...ended(draft, (revision) => ({ ...revision, end: 'committed', commit: head, files })),
    })),
    runs: [...state.runs, ...runs],
  }),

  revisionFailed: (state, { failure, runs }) => ({
    ...changed(state, (draft) =>
      ended(draft, (revision) => ({ ...revision, end: 'failed', detail: failure.detail })),
    ),
    runs: [...state.runs, ...runs],
  }),

  readyAsked: (state, { person }) => changed(state, () => ({ readyBy: person })),

  draftReady: (state) =>
    changed(state, ({ checks }) => (checks === null ? {} : { checks: { ...checks, isDraft: false } })),
};

function withFiles({ code }: Experiment, files: readonly string[]): Pick<Experiment, 'code'> {
  if (code === null) return { code };
  const { pullRequest } = code;
  const all = [...new Set([...pullRequest.files, ...files])];
  return { code: { ...code, pullRequest: { ...pullRequest, files: all } } };
}

function changed(
  { code }: Pick<Experiment, 'code'>,
  change: (draft: DraftState) => Partial<DraftState>,
): Pick<StateChange, 'code'> {
  if (code?.draft === undefined) return {};
  return { code: { ...code, draft: { ...code.draft, ...change(code.draft) } } };
}

function heard(draft: DraftState, { reason, remarks }: Revision): Partial<DraftState> {
  const ids = remarks.map(({ id }) => id);
  return reason === 'checks' ? { takenUpAt: draft.head } : { heard: [...draft.heard, ...ids] };
}

function ended(draft: DraftState, end: (revision: Revision) => RevisionEnd): Partial<DraftState> {
  return draft.underWay === null ? {} : { underWay: null, last: end(draft.underWay) };
}
