/** The newest commit of a pull request, and whether it is a draft. */
export interface PullRequestHead {
  readonly commit: string;
  readonly isDraft: boolean;
  readonly state: 'open' | 'merged' | 'closed';
}

/** One check of a commit. `stopped` was cancelled, is outdated, or waits for a person; `skipped` says nothing of the code. */
export interface CheckOfCommit {
  readonly name: string;
  readonly outcome: 'running' | 'passed' | 'failed' | 'stopped' | 'skipped';
  /** Null if it has no page. */
  readonly url: string | null;
  /** By what the code host finds its log; null if it keeps none. */
  readonly log: string | null;
}

/** What a person wrote at a pull request. */
export interface Remark {
  /** `comment:<number>` for a comment on lines, `review:<number>` for a review that asks for changes. */
  readonly id: string;
  /** The person's name on the code host. */
  readonly author: string;
  readonly url: string;
  readonly text: string;
  /** The file that it stands at; null if it is about the whole. */
  readonly path: string | null;
  /** Line of that file, from 1; null if the comment is about the file, or the line is there no more. */
  readonly line: number | null;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** A commit as the code host keeps it. */
export interface KeptCommit {
  readonly message: string;
  readonly parents: readonly string[];
  /** Paths of the files that it changes. */
  readonly files: readonly string[];
}

/** What happens at an open pull request: checks, reviews, and the bot's part in both. Faults are thrown as `AppError`. */
export interface CodeReview {
  /** The head of a pull request; null if none has this number. */
  headOf(repository: string, number: number): Promise<PullRequestHead | null>;
  /** All checks of a commit, the newest run of each; empty if none has begun, null if the bot may not read them. */
  checksOf(repository: string, commit: string): Promise<readonly CheckOfCommit[] | null>;
  /** The part of a failed check's log that tells of the failure, at most some 12,000 characters; null if there is none to read. */
  failureOf(repository: string, check: CheckOfCommit): Promise<string | null>;
  /** A commit; null if there is none. */
  commitOf(repository: string, commit: string): Promise<KeptCommit | null>;
  /** Marks a draft ready for review. It is no fault if it is no draft. */
  markReady(repository: string, number: number): Promise<void>;
  /** Comments on lines, and reviews that ask for changes, by people; oldest first. The bot's own are left out. */
  remarksOf(repository: string, number: number): Promise<readonly Remark[]>;
  /** Whether a person may write to the repository now. */
  mayWrite(repository: string, author: string): Promise<boolean>;
  /** Answers a remark once: a remark that has an answer of the bot with this marker gets no second one. */
  answerRemark(answer: RemarkAnswer): Promise<void>;
}

/** An answer to a remark. */
export interface RemarkAnswer {
  readonly repository: string;
  readonly number: number;
  /** The remark's id. */
  readonly remark: string;
  /** Markdown. */
  readonly text: string;
  /** The idempotency key, hidden in the answer: letters, digits, dots and dashes. */
  readonly marker: string;
}
