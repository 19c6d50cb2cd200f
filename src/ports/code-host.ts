/** A file of a repository at one commit. */
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
  /**
   * A file's text; null if there is no such file, if it is not UTF-8 text, and for symbolic links and submodules, which are
   * never read through. A file of Git LFS is the text of its pointer.
   */
  readonly read: (path: string) => Promise<string | null>;
  /** Paths of the text files that hold the text, as it stands. */
  readonly search: (text: string) => Promise<readonly string[]>;
}

/** A repository at the commit that was the head of a branch when it was pinned. What comes to the branch later changes nothing. */
export interface PinnedRepository extends RepositoryView {
  /** `owner/name`, as the code host spells it. */
  readonly repository: string;
  /** Full SHA of the commit. */
  readonly commit: string;
  readonly defaultBranch: string;
  /** Paths of the files that `search` did not look through, because they are too large or too many; binary files are not among them. */
  readonly unsearched: () => Promise<readonly string[]>;
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
  /** The commit that the edits were made on: `commit` of a pinned repository. */
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
  readonly edits: readonly FileEdit[];
  readonly draft: boolean;
}

/** One more commit on a branch that is there. */
export interface BranchCommit {
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  /** The commit that the edits were made on. */
  readonly expectedHead: string;
  readonly edits: readonly FileEdit[];
  readonly message: string;
}

export interface PullRequest {
  /** `owner/name`, as the code host spells it now: another than was asked for if it was renamed or moved. */
  readonly repository: string;
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly mergedBy: string | null;
  /** The commit at its head. */
  readonly head: string;
}

/** A commit that takes a merged pull request back. */
export interface Revert {
  /** Full SHA. */
  readonly commit: string;
  readonly url: string;
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

/** An issue that the bot opened, by the marker of its draft. */
export interface MarkedIssue {
  readonly number: number;
  readonly marker: string;
}

/** The code host. Faults are thrown as `AppError`; a repository that is missing or closed to us is a value. */
export interface CodeHost {
  /**
   * The repository at the head of the branch, or of its default branch if none is given; null if the repository cannot be
   * read or has no such branch. A default branch without a commit is a fault.
   */
  pin(repository: string, branch?: string): Promise<PinnedRepository | null>;
  /** The repository at this commit; null if the repository cannot be read. */
  pinCommit(repository: string, commit: string): Promise<PinnedRepository | null>;
  /**
   * Opens a pull request from the branch, or finds an existing one, open or merged: the branch is the idempotency key. If the
   * only one was closed without being merged, the call throws a fault that says what to do. The branch holds one commit on top of
   * `base`, so merging it takes back nothing that came to the default branch meanwhile.
   */
  openPullRequest(draft: PullRequestDraft): Promise<PullRequest>;
  /**
   * Adds one commit to a branch and gives its SHA. Throws a fault of the kind `conflict` if the head of the branch is another
   * than the edits were made on, unless that is this very commit, made before.
   */
  commitTo(commit: BranchCommit): Promise<string>;
  /** Opens an issue, or finds the one of this marker among those of the label, open or closed. */
  openIssue(draft: IssueDraft): Promise<Issue>;
  /** Open issues of a label with the marker that is hidden in each, at most 100; issues without one are left out. */
  listOpenIssues(repository: string, label: string): Promise<readonly MarkedIssue[]>;
  /** Closes an issue as done. One that is closed stays as it is. */
  closeIssue(repository: string, number: number): Promise<void>;
  /**
   * Throws the fault with which writing this branch would end, as far as the code host tells beforehand: a repository that is
   * missing, archived or closed to the bot, or a rule that stands against the branch. Asked before a model is paid.
   */
  checkWriteAccess(repository: string, branch: string): Promise<void>;
  /** The commit that took a merged pull request back; null if there is none, or if it was taken back in turn. */
  findRevert(repository: string, number: number): Promise<Revert | null>;
  /** The pull request now; null if none has this number. */
  readPullRequest(repository: string, number: number): Promise<PullRequest | null>;
}
