import { expect, it } from 'vitest';
import { withCleanDrafts } from '#agents/clean-drafts.ts';
import type { BranchCommit, CodeHost, IssueDraft, PullRequestDraft } from '#ports/code-host.ts';
import { redaction } from './examples.ts';

const PRIVATE = 'for ada@corner-shop.dev and U024BE7LH';
const CLEAN = 'for [email removed] and [slack-id removed]';

it('sends no private words to a code host, and changes nothing else', async () => {
  const sent: (PullRequestDraft | IssueDraft | BranchCommit)[] = [];
  const host: CodeHost = {
    pin: async () => null,
    checkWriteAccess: async () => {},
    findRevert: async () => null,
    pinCommit: async () => null,
    commitTo: async (commit) => {
      sent.push(commit);
      return '';
    },
    openPullRequest: async (draft) => {
      sent.push(draft);
      return {
        repository: 'a/b',
        number: 1,
        url: '',
        branch: '',
        state: 'open',
        mergedBy: null,
        head: 'abc',
      };
    },
    openIssue: async (draft) => {
      sent.push(draft);
      return { number: 2, url: '' };
    },
    readPullRequest: async () => null,
    listOpenIssues: async () => [],
    closeIssue: async () => {},
  };
  const clean = withCleanDrafts(host, redaction);
  const edits = [{ path: 'a.ts', content: PRIVATE }];
  const pullRequest = { repository: 'acme/shop', branch: 'x', base: 'b', edits, draft: true };
  const link = 'https://acme.slack.com/archives/C024BE91L/p1767571200000100';
  await clean.openPullRequest({
    ...pullRequest,
    title: PRIVATE,
    body: `${PRIVATE} ${link}`,
    commitMessage: PRIVATE,
  });
  await clean.openIssue({ repository: 'acme/shop', label: 'l', marker: 'm', title: PRIVATE, body: PRIVATE });
  const commit = { repository: 'acme/shop', branch: 'x', expectedHead: 'h', edits };
  await clean.commitTo({ ...commit, message: PRIVATE });
  expect(sent).toEqual([
    { ...pullRequest, title: CLEAN, body: `${CLEAN} ${link}`, commitMessage: CLEAN },
    { repository: 'acme/shop', label: 'l', marker: 'm', title: CLEAN, body: CLEAN },
    { ...commit, message: CLEAN },
  ]);
  expect(await clean.pin('acme/shop')).toBeNull();
});
