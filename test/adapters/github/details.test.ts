import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { gitHubError } from '#adapters/github/errors.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { DRAFT, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

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
    const files = await connect(cut).listFiles('acme/shop');
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
    await connect(executable).openPullRequest({ ...DRAFT, edits: DRAFT.edits.slice(0, 1) });
    const made = github.requests.find(
      (request) => request.method === 'POST' && request.path.endsWith('/git/trees'),
    );
    expect(JSON.parse(made?.body ?? '{}')).toMatchObject({
      tree: [{ path: 'src/checkout.ts', mode: '100755' }],
    });
  });
});

describe('a repository without a commit', () => {
  it('has no files, and says what to do before anything can be opened', async () => {
    github.fail({ kind: 'http-409', path: '/git/ref/heads/main', times: 2 });
    expect(await connect().listFiles('acme/shop')).toEqual([]);
    const opening = connect().openPullRequest(DRAFT);
    await expect(opening).rejects.toMatchObject({ code: 'github.repository-empty', retryable: false });
  });
});

describe('reading a file', () => {
  const isPassedOver = async (change: Record<string, unknown>) => {
    const changed = rewriting(/contents/, (body) => ({ ...body, ...change }));
    expect(await connect(changed).readFile('acme/shop', 'README.md')).toBeNull();
  };
  it('passes over what is too large for a model', async () => {
    await isPassedOver({ size: 2_000_000, content: '', encoding: 'none' });
  });
  it('passes over what GitHub refuses to send for its size, and nothing else that it forbids', async () => {
    const refusing = (code: string): typeof fetch => {
      return async () =>
        new Response(JSON.stringify({ errors: [{ code }] }), { status: 403, headers: JSON_BODY });
    };
    expect(await connect(refusing('too_large')).readFile('acme/shop', 'dump.sql')).toBeNull();
    const forbidden = connect(refusing('other')).readFile('acme/shop', 'dump.sql');
    await expect(forbidden).rejects.toMatchObject({ code: 'github.forbidden' });
  });
  it.each([
    ['no UTF-8', [0x89, 0xff]],
    ['with a zero byte', [0x61, 0x00]],
  ])('passes over what is no text: %s', async (_, bytes) => {
    await isPassedOver({ content: Buffer.from(bytes).toString('base64') });
  });
});

describe('searching', () => {
  const paths = (send?: typeof fetch) => connect(send).searchFiles('acme/shop', 'steps = 3');
  it('cannot tell if GitHub found more than it shows, or ran out of time', async () => {
    for (const change of [{ total_count: 500 }, { incomplete_results: true }]) {
      expect(await paths(rewriting(/search/, (body) => ({ ...body, ...change })))).toBeNull();
    }
  });
  it.each(['http-422', 'http-403', 'http-404'] as const)('cannot tell if GitHub answers %s', async (kind) => {
    github.fail({ kind, path: '/search/code', times: 1 });
    expect(await paths()).toBeNull();
  });
  it('waits if GitHub asks to slow down', async () => {
    github.fail({ kind: 'ratelimited', path: '/search/code', times: 1 });
    await expect(paths()).rejects.toMatchObject({ code: 'github.rate-limited', retryable: true });
  });
});

describe('reading a pull request', () => {
  it('does not take the trial merge of an open one for its merge', async () => {
    await connect().openPullRequest(DRAFT);
    const trial = rewriting(/pulls\/1$/, (body) => ({ ...body, merge_commit_sha: 'trial', merged_by: null }));
    expect(await connect(trial).readPullRequest('acme/shop', 1)).toMatchObject({
      state: 'open',
      mergedBy: null,
    });
  });
});

describe('opening', () => {
  it('opens a plain pull request if drafts are not to be had', async () => {
    github.fail({ kind: 'http-422', method: 'POST', path: '/pulls', times: 1 });
    expect(await connect().openPullRequest({ ...DRAFT, draft: true })).toMatchObject({
      number: 1,
      state: 'open',
    });
    expect(await github.listPulls()).toHaveLength(1);
  });
  it('gives up if GitHub refuses every way', async () => {
    github.fail({ kind: 'http-422', method: 'POST', path: '/pulls', times: 2 });
    const opening = connect().openPullRequest({ ...DRAFT, draft: true });
    await expect(opening).rejects.toMatchObject({ code: 'github.refused', retryable: false });
  });
  it('asks to come again if the branch keeps moving', async () => {
    github.fail({ kind: 'http-422', method: 'POST', path: '/git/refs', times: 2 });
    await expect(connect().openPullRequest(DRAFT)).rejects.toMatchObject({
      code: 'github.branch-moved',
      retryable: true,
    });
    expect(await connect().openPullRequest(DRAFT)).toMatchObject({ number: 1 });
  });
  it('adds nothing to a branch whose pull request was closed', async () => {
    await connect().openPullRequest(DRAFT);
    await github.closePull(1, 'ana');
    const more = { ...DRAFT, edits: [{ path: 'README.md', content: '# New\n' }] };
    await expect(connect().openPullRequest(more)).rejects.toMatchObject({
      code: 'github.pull-request-closed',
    });
    expect(await github.commitsOf(DRAFT.branch)).toEqual([DRAFT.commitMessage]);
  });
  it('builds on what stands on the branch when there is no pull request yet', async () => {
    github.fail({ kind: 'unreachable', method: 'POST', path: '/pulls', times: 1 });
    await expect(connect().openPullRequest(DRAFT)).rejects.toMatchObject({ code: 'github.unreachable' });
    const edits = [{ path: 'README.md', content: '# New\n' }];
    await connect().openPullRequest({ ...DRAFT, edits, commitMessage: 'docs: second thought' });
    expect(await github.commitsOf(DRAFT.branch)).toEqual(['docs: second thought', DRAFT.commitMessage]);
    expect(await github.readMain('src/checkout.ts', DRAFT.branch)).toBe('export const steps = 2;\n');
    expect(await github.readMain('README.md', DRAFT.branch)).toBe('# New\n');
    // GitHub then refuses the move if somebody pushed in between, instead of dropping their commit.
    const moved = github.requests.find((request) => request.method === 'PATCH');
    expect(JSON.parse(moved?.body ?? '{}')).toMatchObject({ force: false });
  });
  it.each(['acme', 'acme/', '/shop', 'acme/shop/x', ''])('refuses %j as a repository', async (repository) => {
    const opening = connect().openPullRequest({ ...DRAFT, repository });
    await expect(opening).rejects.toMatchObject({ code: 'github.repository-missing', retryable: false });
  });
});

describe('answers of an unknown shape', () => {
  it.each(['empty', 'garbled'] as const)('are a retryable fault: %s', async (kind) => {
    github.fail({ kind, times: 1 });
    await expect(connect().listFiles('acme/shop')).rejects.toMatchObject({
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
