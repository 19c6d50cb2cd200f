import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { DRAFT, openOnHead, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

const WHERE = { owner: 'acme', repo: 'shop' };
const HEAD = `heads/${DRAFT.branch}`;
const BOT = { name: 'experiment-bot', email: 'experiment-bot@users.noreply.github.com' };
const ANA = { name: 'Ana', email: 'ana@acme.example' };
const THEIRS = { path: 'src/of-ana.ts', content: 'export const kept = true;\n' };
/** What the model answers the second time: other files than the first. */
const SECOND = { ...DRAFT, edits: [{ path: 'README.md', content: '# New\n' }] };

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: SHOP_FILES });
});
afterEach(() => github.close());

const open = (draft: typeof DRAFT) =>
  openOnHead(createGitHubCodeHost({ token: github.token, baseUrl: github.url }), draft);
const readBranch = (path: string) => github.readMain(path, DRAFT.branch);

/** The first answer is on its branch, and the pull request could not be opened. */
async function failToOpen(draft = DRAFT): Promise<void> {
  github.fail({ kind: 'unreachable', method: 'POST', path: '/pulls', times: 1 });
  await expect(open(draft)).rejects.toMatchObject({ code: 'github.unreachable' });
}

/** Somebody commits a file of their own to the branch: on top of it, or in place of its head as `--amend` does. */
async function commit(given: {
  readonly message: string;
  readonly author: typeof ANA;
  readonly committer: typeof ANA;
  readonly at?: string;
  readonly amend?: boolean;
}): Promise<void> {
  const octokit = new Octokit({ auth: github.token, baseUrl: github.url });
  const head = (await octokit.git.getRef({ ...WHERE, ref: HEAD })).data.object.sha;
  const { data: below } = await octokit.git.getCommit({ ...WHERE, commit_sha: head });
  const file = { ...THEIRS, mode: '100644', type: 'blob' } as const;
  const tree = await octokit.git.createTree({ ...WHERE, base_tree: below.tree.sha, tree: [file] });
  const made = await octokit.git.createCommit({
    ...{ ...WHERE, message: given.message, tree: tree.data.sha },
    parents: given.amend === true ? below.parents.map(({ sha }) => sha) : [head],
    author: { ...given.author, date: given.at ?? '2026-01-05T09:00:00Z' },
    committer: { ...given.committer, date: '2026-01-05T09:00:00Z' },
  });
  await octokit.git.updateRef({ ...WHERE, ref: HEAD, sha: made.data.sha, force: true });
}

describe('a second answer of the model, if the first one opened no pull request', () => {
  it('leaves no file of the first', async () => {
    await failToOpen();
    await open(SECOND);
    expect(await readBranch('README.md')).toBe('# New\n');
    expect(await readBranch('src/variants.ts')).toBeNull();
    for (const path of ['src/checkout.ts', 'src/folder with space/größe#1.ts'] as const) {
      expect(await readBranch(path)).toBe(SHOP_FILES[path]);
    }
    // Nothing is forced: GitHub refuses the move if somebody pushed in between.
    const moves = github.requests.filter(({ method }) => method === 'PATCH');
    expect(moves.map(({ body }) => JSON.parse(body).force)).toEqual([false]);
    expect(await github.commitsOf(DRAFT.branch)).toEqual([DRAFT.commitMessage, DRAFT.commitMessage]);
  });

  it('leaves none of several, also if the default branch has moved on', async () => {
    await failToOpen();
    await failToOpen({ ...DRAFT, edits: [{ path: 'src/other.ts', content: 'x' }] });
    await github.commitToMain({ 'src/new.ts': 'y' }, 'feat: something else');
    await open(SECOND);
    const left = [...Object.keys(SHOP_FILES), 'src/new.ts'].sort();
    expect(await github.listMain(DRAFT.branch)).toEqual(left);
  });

  it('is refused if it changes nothing, instead of opening an empty pull request', async () => {
    await failToOpen();
    const edits = [{ path: 'README.md', content: SHOP_FILES['README.md'] }];
    await expect(open({ ...DRAFT, edits })).rejects.toMatchObject({ code: 'github.nothing-to-change' });
  });

  it.each([
    ['on top', { message: 'fix: the last step', author: ANA, committer: ANA }],
    ['on top, in our words', { message: DRAFT.commitMessage, author: ANA, committer: ANA }],
    ['on top, by the name of the bot', { message: 'fix: the last step', author: BOT, committer: BOT }],
    ['into ours', { message: DRAFT.commitMessage, author: BOT, committer: ANA, amend: true }],
    [
      'into ours, as all their own',
      { message: DRAFT.commitMessage, author: ANA, committer: ANA, amend: true },
    ],
    [
      'into ours, by the name of the bot',
      {
        ...{ message: DRAFT.commitMessage, author: BOT, committer: BOT, amend: true },
        at: '2026-01-05T08:00:00Z',
      },
    ],
  ])('keeps what a person committed %s', async (_where, given) => {
    await failToOpen();
    await commit(given);
    await open(SECOND);
    expect(await readBranch(THEIRS.path)).toBe(THEIRS.content);
    expect(await readBranch('src/variants.ts')).toBe('export const variants = [];\n');
    expect(await readBranch('README.md')).toBe('# New\n');
  });

  it('keeps what was committed while it was written', async () => {
    await failToOpen();
    let pushed = false;
    const host = createGitHubCodeHost({
      token: github.token,
      baseUrl: github.url,
      fetch: async (input, init) => {
        if (init?.method === 'PATCH' && !pushed) {
          pushed = true;
          await commit({ message: 'fix: the last step', author: ANA, committer: ANA });
        }
        return fetch(input, init);
      },
    });
    await openOnHead(host, SECOND);
    expect(pushed).toBe(true);
    expect(await readBranch(THEIRS.path)).toBe(THEIRS.content);
  });
});
