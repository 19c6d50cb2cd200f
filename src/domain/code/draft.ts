import type { CodeChecks } from '#domain/code/checks.ts';

/** The commit of a pull request, the one that it was made on, and the unit tests in it. */
export interface MadeCommits {
  readonly base: string;
  readonly head: string;
  readonly testPaths: readonly string[];
}

/** How many commits the bot makes because checks failed. */
export const MOST_REPAIRS = 2;
/** How many commits the bot makes because of review comments. */
export const MOST_ROUNDS = 3;

/** A remark on the pull request by a person who may write to the repository. Its text stays on the code host. */
export interface ReviewRemark {
  /** `comment:<number>` for a comment on lines, `review:<number>` for a review that asks for changes. */
  readonly id: string;
  /** The person's name on the code host. */
  readonly author: string;
  readonly url: string;
}

/** Why the bot adds a commit to its pull request. */
export type RevisionReason = 'checks' | 'remarks';

/** Work at a further commit. `remarks` are those that it answers; empty if checks are the reason. */
export interface Revision {
  readonly reason: RevisionReason;
  readonly remarks: readonly ReviewRemark[];
}

/** Why the bot does not begin: it has made as many commits as it may, or the day's work budget is spent. */
export type Unbegun = 'limit' | 'budget';

/** What came of a revision. */
export type RevisionEnd = Revision &
  (
    | { readonly end: 'committed'; readonly commit: string; readonly files: readonly string[] }
    | { readonly end: 'failed'; readonly detail: string }
    | { readonly end: 'not-begun'; readonly why: Unbegun }
  );

/** The bot's pull request as long as it is worked on. */
export interface DraftState {
  /** The newest commit that the bot made on the branch, and since when (milliseconds since the Unix epoch). */
  readonly head: string;
  readonly headAt: number;
  /** The commit that all of the work was made on, and the unit tests of the work. */
  readonly base: string;
  readonly testPaths: readonly string[];
  /** What the code host's checks said last; null before the first look at this head. */
  readonly checks: CodeChecks | null;
  /** Commits begun because checks failed, and because of remarks. */
  readonly repairs: number;
  readonly rounds: number;
  /** The head whose failed checks were taken up, or told of; null before that. */
  readonly takenUpAt: string | null;
  /** Ids of the remarks that were taken up or refused. */
  readonly heard: readonly string[];
  /** The bot takes up no remark any more, and has said so. */
  readonly isDeaf: boolean;
  readonly underWay: Revision | null;
  /** How the newest revision ended; null before that. */
  readonly last: RevisionEnd | null;
  /** The commit by another hand that the bot found on the branch, so that it pushes no more; null if all are its own. */
  readonly takenOver: string | null;
  /** Who asked that it be marked ready for review (pseudonym); null before that. */
  readonly readyBy: string | null;
}

/** The draft of a pull request that was just opened with these commits. */
export function newDraft(made: MadeCommits, at: number): DraftState {
  return {
    ...{ ...made, headAt: at, checks: null, repairs: 0, rounds: 0, takenUpAt: null, heard: [] },
    ...{ isDeaf: false, underWay: null, last: null, takenOver: null, readyBy: null },
  };
}
