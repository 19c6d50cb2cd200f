import type { Redaction } from '#agents/redaction.ts';
import type { CodeHost } from '#ports/code-host.ts';

/**
 * A code host that gets no private text in words: titles, bodies and messages of pull requests, commits and issues hold what
 * people typed. The edits themselves are checked by the gate.
 */
export function withCleanDrafts(codeHost: CodeHost, { redact }: Pick<Redaction, 'redact'>): CodeHost {
  return {
    ...codeHost,
    openPullRequest: (draft) =>
      codeHost.openPullRequest({
        ...draft,
        title: redact(draft.title),
        body: redact(draft.body),
        commitMessage: redact(draft.commitMessage),
      }),
    commitTo: (commit) => codeHost.commitTo({ ...commit, message: redact(commit.message) }),
    openIssue: (draft) =>
      codeHost.openIssue({ ...draft, title: redact(draft.title), body: redact(draft.body) }),
  };
}
