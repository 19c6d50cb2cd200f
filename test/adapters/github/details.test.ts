import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { gitHubError } from '#adapters/github/errors.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { DRAFT, openOnHead, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: { ...SHOP_FILES, 'logo.png': '\uFFFD' } });
});
afterEach(() => github.close());

const connect = (send: typeof fetch = fetch) =>
  createGitHubCodeHost({ token: github.token, baseUrl: github.url, fetch: send });

const JSON_BODY = { 'content-type': 'application/json' };

/** Passes requests on and lets a test change the JSON of chosen answers. */
function rewriting(
  matches: RegExp,
  change: (body: Record<string, unknown>) => Record<string, unknown>,
): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!matches.test(String(input)) || !response.ok) return response;
    const body: unknown = await response.json();
    const changed = change(Object.fromEntries(Object.entries(body ?? {})));
    return new Response(JSON.stringify(changed), {
      status: response.status,
      headers: JSON_BODY,
    });
  };
}

describe('listing', () => {
  it('walks the folders of a tree that GitHub cut short', async () => {
    const cut = rewriting(/recursive=1/, (body) => ({ ...body, truncated: true, tree: [] }));
    const files = (await connect(cut).pin('acme/shop'))?.paths;
    // Every recursive listing is cut, so only the folder listings below it can have found these.
    expect([...(files ?? [])].sort()).toEqual(
      ['README.md', 'logo.png', ...Object.keys(SHOP_FILES).slice(1)].sort(),
    );
  });
  it('keeps the mode of a file that it rewrites', async () => {
    const executable = rewriting(/recursive=1/, (body) => ({
      ...body,
      tree: [{ path: 'src/checkout.ts', mode: '100755', type: 'blob', sha: '1' }],
    }));
    await openOnHead(connect(executable), { ...DRAFT, edits: DRAFT.edits.slice(0, 1) });
    const made = github.requests.find(
      (request) => request.method === 'POST' && request.path.endsWith('/git/trees'),
    );
    expect(JSON.parse(made?.body ?? '{}')).toMatchObject({
      tree: [{ path: 'src/checkout.ts', mode: '100755' }],
    });
  });
});

describe('a repository without a commit', () => {
  it('says what to do before anything can be read', async () => {
    github.fail({ kind: 'http-409', path: '/git/ref/heads/main', times: 1 });
    await expect(connect().pin('acme/shop')).rejects.toMatchObject({
      code: 'github.repository-empty',
      retryable: false,
    });
  });
});

describe('reading a file', () => {
  const readReadme = async (change: Record<string, unknown>) => {
    const changed = rewriting(/blobs/, (body) => ({ ...body, ...change }));
    return (await connect(changed).pin('acme/shop'))?.read('README.md');
  };
  it.each([
    ['no UTF-8', [0x89, 0xff]],
    ['with a zero byte', [0x61, 0x00]],
  ])('passes over what is no text: %s', async (_, bytes) => {
    expect(await readReadme({ content: Buffer.from(bytes).toString('base64') })).toBeNull();
  });
  it('reads in each encoding that GitHub has, and no other', async () => {
    expect(await readReadme({ content: 'größe', encoding: 'utf-8' })).toBe('größe');
    await expect(readReadme({ encoding: 'none' })).rejects.toMatchObject({
      code: 'github.unexpected-answer',
    });
  });
  it('asks again for what could not be read', async () => {
    const pinned = await connect().pin('acme/shop');
    github.fail({ kind: 'http-500', path: '/git/blobs', times: 1 });
    await expect(pinned?.read('README.md')).rejects.toMatchObject({ code: 'github.unavailable' });
    expect(await pinned?.read('README.md')).toBe(SHOP_FILES['README.md']);
  });
});

describe('reading a pull request', () => {
  it('does not take the trial merge of an open one for its merge', async () => {
    await openOnHead(connect());
    const trial = rewriting(/pulls\/1$/, (body) => ({ ...body, merge_commit_sha: 'trial', merged_by: null }));
    expect(await connect(trial).readPullRequest('acme/shop', 1)).toMatchObject({
      state: 'open',
      mergedBy: null,
    });
  });
});

describe('opening', () => {
  it('opens a plain pull request if drafts are not to be had', async () => {
    const message = 'Draft pull requests are not supported in this repository.';
    const body = JSON.stringify({ message: 'Validation Failed', errors: [{ message }] });
    github.fail({ kind: { answer: { status: 422, body } }, method: 'POST', path: '/pulls', times: 1 });
    expect(await openOnHead(connect(), { ...DRAFT, draft: true })).toMatchObject({
      number: 1,
      state: 'open',
    });
    expect(await github.listPulls()).toHaveLength(1);
  });
  it('gives up if GitHub refuses every way', async () => {
    github.fail({ kind: 'http-422', method: 'POST', path: '/pulls', times: 1 });
    const opening = openOnHead(connect(), { ...DRAFT, draft: true });
    await expect(opening).rejects.toMatchObject({ code: 'github.refused', retryable: false });
  });
  it('asks to come again if the branch keeps moving', async () => {
    const body = JSON.stringify({ message: 'Reference already exists' });
    github.fail({ kind: { answer: { status: 422, body } }, method: 'POST', path: '/git/refs', times: 2 });
    await expect(openOnHead(connect())).rejects.toMatchObject({
      code: 'github.branch-moved',
      retryable: true,
    });
    expect(await openOnHead(connect())).toMatchObject({ number: 1 });
  });
  it('adds nothing to a branch whose pull request was closed', async () => {
    await openOnHead(connect());
    await github.closePull(1, 'ana');
    const more = { ...DRAFT, edits: [{ path: 'README.md', content: '# New\n' }] };
    await expect(openOnHead(connect(), more)).rejects.toMatchObject({
      code: 'github.pull-request-closed',
    });
    expect(await github.commitsOf(DRAFT.branch)).toEqual([DRAFT.commitMessage]);
  });
  it('builds on what stands on the branch when there is no pull request yet', async () => {
    github.fail({ kind: 'unreachable', method: 'POST', path: '/pulls', times: 1 });
    await expect(openOnHead(connect())).rejects.toMatchObject({ code: 'github.unreachable' });
    const edits = [{ path: 'README.md', content: '# New\n' }];
    await openOnHead(connect(), { ...DRAFT, edits, commitMessage: 'docs: second thought' });
    expect(await github.commitsOf(DRAFT.branch)).toEqual(['docs: second thought', DRAFT.commitMessage]);
    expect(await github.readMain('src/checkout.ts', DRAFT.branch)).toBe('export const steps = 2;\n');
    expect(await github.readMain('README.md', DRAFT.branch)).toBe('# New\n');
    // GitHub then refuses the move if somebody pushed in between, instead of dropping their commit.
    const moved = github.requests.find((request) => request.method === 'PATCH');
    expect(JSON.parse(moved?.body ?? '{}')).toMatchObject({ force: false });
  });
  it.each(['acme', 'acme/', '/shop', 'acme/shop/x', ''])('refuses %j as a repository', async (repository) => {
    const opening = openOnHead(connect(), { ...DRAFT, repository });
    await expect(opening).rejects.toMatchObject({ code: 'github.repository-missing', retryable: false });
  });
});

describe('answers of an unknown shape', () => {
  it.each(['empty', 'garbled'] as const)('are a retryable fault: %s', async (kind) => {
    github.fail({ kind, times: 1 });
    await expect(connect().pin('acme/shop')).rejects.toMatchObject({
      code: 'github.unexpected-answer',
      retryable: true,
    });
  });
});

describe('gitHubError', () => {
  const answered = (status: number, headers: Record<string, string> = {}) => ({
    status,
    response: { headers },
  });
  it('knows the quota that is used up from a plain refusal', () => {
    const used = answered(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000' });
    expect(gitHubError(used, 940_000)).toMatchObject({
      code: 'github.rate-limited',
      retryAfterMs: 60_000,
      retryable: true,
    });
    expect(gitHubError(answered(403, { 'retry-after': '30' }), 0)).toMatchObject({
      retryAfterMs: 30_000,
      retryable: true,
    });
    expect(gitHubError(answered(403, { 'x-ratelimit-remaining': '9' }), 0)).toMatchObject({
      code: 'github.forbidden',
      retryable: false,
    });
  });
  it('reads the reset of the quota against the date of the answer, whatever our own clock says', () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000' };
    const used = answered(403, { ...headers, date: new Date(940_000).toUTCString() });
    for (const now of [0, 940_000, 9_999_999])
      expect(gitHubError(used, now)).toMatchObject({ retryAfterMs: 60_000 });
  });
  it('says what to do about a repository without issues', () => {
    expect(gitHubError(answered(410), 0)).toMatchObject({
      ...{ code: 'github.refused', retryable: false },
      message: expect.stringContaining('turn on Issues'),
    });
  });
  it('knows the limit on requests in a short time, which GitHub tells by its words alone', () => {
    const limited = (status: number, headers: Record<string, string> = {}) => ({
      status,
      response: {
        headers,
        data: { message: 'You have exceeded a secondary rate limit. Wait a few minutes.' },
      },
    });
    for (const status of [403, 429])
      expect(gitHubError(limited(status), 0)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 60_000 });
    expect(gitHubError(limited(403, { 'retry-after': '7' }), 0)).toMatchObject({ retryAfterMs: 7_000 });
  });
  it('never asks to wait for less than nothing', () => {
    const past = answered(429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' });
    expect(gitHubError(past, 5_000).retryAfterMs).toBe(0);
    expect(gitHubError(answered(429), 0)).toMatchObject({ retryable: true, retryAfterMs: null });
  });
  it('takes what is no answer for an unreachable host', () => {
    expect(gitHubError(new TypeError('fetch failed'), 0)).toMatchObject({
      code: 'github.unreachable',
      retryable: true,
    });
  });
  it('does not take a bug of ours for an unreachable host', () => {
    expect(gitHubError(new TypeError('x is not a function'), 0)).toMatchObject({ kind: 'bug', vendor: null });
  });
});
