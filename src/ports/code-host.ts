/** A file of the repository at the head of its default branch. */
export interface SourceFile {
  readonly path: string;
  readonly content: string;
}

/** A repository at one commit. Texts are exact: byte order mark, line ends and final newline included. */
export interface RepositoryView {
  /** All paths, symbolic links included. */
  readonly paths: readonly string[];
  /** Git's mode of a file: `100644`, `100755`, `120000` (symbolic link) or `160000` (submodule); null if there is no such path. */
  readonly mode: (path: string) => string | null;
  /** A file's text; null if there is no such file or it is not UTF-8 text. */
  readonly read: (path: string) => Promise<string | null>;
  /** Paths of the text files that hold the text, as it stands. */
  readonly search: (text: string) => Promise<readonly string[]>;
}

/** A whole-file change; `content: null` deletes the file. */
export interface FileEdit {
  readonly path: string;
  readonly content: string | null;
}

export interface PullRequestDraft {
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
  readonly edits: readonly FileEdit[];
  readonly draft: boolean;
}

export interface PullRequest {
  readonly repository: string;
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly mergedBy: string | null;
  /** The commit at its head. */
  readonly head: string;
}

export interface IssueDraft {
  /** `owner/name`. */
  readonly repository: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly label: string;
  /** The idempotency key, hidden in the body: letters, digits, dots and dashes. */
  readonly marker: string;
}

export interface Issue {
  readonly number: number;
  readonly url: string;
}

/** The code host. Faults are thrown as `AppError`; a repository that is missing or closed to us is a value. */
export interface CodeHost {
  /** Paths of all files at the head of the default branch; null if the repository cannot be read. */
  listFiles(repository: string): Promise<readonly string[] | null>;
  /** One file's text; null if it does not exist, is not UTF-8 text, or is too large for a model. */
  readFile(repository: string, path: string): Promise<SourceFile | null>;
  /** Paths on the default branch whose files hold the text, by the index of the code host; null if it cannot tell. */
  searchFiles(repository: string, text: string): Promise<readonly string[] | null>;
  /**
   * Opens a pull request from the branch, or finds an existing one, open or merged: the branch is the idempotency key. If the
   * only one was closed without being merged, the call throws a fault that says what to do.
   */
  openPullRequest(draft: PullRequestDraft): Promise<PullRequest>;
  /** Opens an issue, or finds the one of this marker among those of the label, open or closed. */
  openIssue(draft: IssueDraft): Promise<Issue>;
  /** The pull request now; null if none has this number. */
  readPullRequest(repository: string, number: number): Promise<PullRequest | null>;
}
