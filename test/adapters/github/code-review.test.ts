import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { createGitHubCodeReview } from '#adapters/github/code-review.ts';
import { failingPart } from '#adapters/github/failing-part.ts';
import { createGitHubNotices } from '#adapters/github/notices.ts';
import type { CheckOfCommit } from '#ports/code-review.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { DRAFT, openOnHead, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

const REPOSITORY = 'acme/shop';
let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: SHOP_FILES });
});
afterEach(() => github.close());

const options = () => ({ token: github.token, baseUrl: github.url });
const connect = (send: typeof fetch = fetch) => createGitHubCodeReview({ ...options(), fetch: send });
const open = () => openOnHead(createGitHubCodeHost(options()), { ...DRAFT, draft: true });
const named = (checks: readonly CheckOfCommit[] | null) =>
  Object.fromEntries((checks ?? []).map(({ name, outcome }) => [name, outcome]));

describe('the checks of a commit', () => {
  it('are check runs and commit statuses, each by what it says of the code', async () => {
    const { head: commit } = await open();
    expect(await connect().checksOf(REPOSITORY, commit)).toEqual([]);
    const conclusions = {
      success: 'passed',
      failure: 'failed',
      timed_out: 'failed',
      neutral: 'skipped',
      skipped: 'skipped',
      cancelled: 'stopped',
      action_required: 'stopped',
    };
    for (const conclusion of Object.keys(conclusions))
      await github.ci.check({ name: conclusion, commit, conclusion });
    await github.ci.check({ name: 'running', commit, conclusion: null });
    for (const state of ['pending', 'error'] as const) github.ci.status(commit, `ci/${state}`, state);
    expect(named(await connect().checksOf(REPOSITORY, commit))).toEqual({
      ...{
        ...conclusions,
        running: 'running',
        'ci/pending': 'running',
        'ci/error': 'failed',
      },
    });
  });

  it('wait for a person if what they say only has the name of what every object knows', async () => {
    const { head: commit } = await open();
    await github.ci.check({ name: 'run', commit, conclusion: 'neutral' });
    github.ci.status(commit, 'status', 'success');
    const renamed: typeof fetch = async (...request) => {
      const answer = await fetch(...request);
      const text = (await answer.text()).replace(/"(?:neutral|success)"/g, '"constructor"');
      return new Response(text, { status: answer.status, headers: { 'content-type': 'application/json' } });
    };
    const checks = await connect(renamed).checksOf(REPOSITORY, commit);
    expect(named(checks)).toEqual({ run: 'stopped', status: 'stopped' });
  });

  it('are read over all pages', async () => {
    const { head: commit } = await open();
    for (let index = 0; index < 130; index += 1) github.ci.status(commit, `ci/${index}`, 'success');
    expect(await connect().checksOf(REPOSITORY, commit)).toHaveLength(130);
  });

  it('are null if the token may not read them, and a fault if GitHub is down', async () => {
    const { head } = await open();
    github.fail({ kind: 'http-403', path: '/check-runs' });
    expect(await connect().checksOf(REPOSITORY, head)).toBeNull();
    github.fail({ kind: 'http-500', path: '/check-runs' });
    await expect(connect().checksOf(REPOSITORY, head)).rejects.toMatchObject({ code: 'github.unavailable' });
  });
});

describe('what tells of a failure', () => {
  const failed = async (log?: string) => {
    const { head: commit } = await open();
    const said = log === undefined ? {} : { log };
    await github.ci.check({ name: 'unit', commit, conclusion: 'failure', ...said });
    const [check] = (await connect().checksOf(REPOSITORY, commit)) ?? [];
    if (check === undefined) throw new Error('no check');
    return check;
  };

  it('is the log of the job, behind the redirect', async () => {
    const check = await failed('2026-09-07T09:00:00.0000000Z ok\n2026-09-07T09:00:01.0000000Z ##[error]no');
    expect(await connect().failureOf(REPOSITORY, check)).toBe('ok\n##[error]no');
  });

  it.each([['http-403'], ['http-404']] as const)(
    'is nothing if the log is closed or gone (%s)',
    async (kind) => {
      const check = await failed('boom');
      github.fail({ kind, path: '/logs' });
      expect(await connect().failureOf(REPOSITORY, check)).toBeNull();
    },
  );

  it('is waited for if GitHub asks to slow down', async () => {
    const check = await failed('boom');
    github.fail({ kind: 'ratelimited', path: '/logs' });
    await expect(connect().failureOf(REPOSITORY, check)).rejects.toMatchObject({ kind: 'rate-limited' });
  });

  it('is nothing for a commit status, which keeps no log', async () => {
    const status = { name: 'old', outcome: 'failed', url: null, log: null } as const;
    expect(await connect().failureOf(REPOSITORY, status)).toBeNull();
  });
});

describe('the failing part of a log', () => {
  const line = (text: string) => `2026-09-07T09:00:00.1234567Z ${text}`;

  it('is what stands before the errors that GitHub marks, without times and colours', () => {
    const log = [
      ...Array.from({ length: 500 }, (_, index) => line(`install ${index}`)),
      line('\u001b[31mFAIL\u001b[39m a.test.ts'),
      line('##[error]Process completed with exit code 1.'),
      ...Array.from({ length: 500 }, (_, index) => line(`clean ${index}`)),
    ].join('\r\n');
    const part = failingPart(log).split('\n');
    expect(part).toContain('FAIL a.test.ts');
    expect(part).not.toContain('install 0');
    expect(part.at(-1)).toBe('clean 2');
  });

  it('is the end if no error is marked, and never long', () => {
    expect(failingPart('a\nb\nlast')).toBe('a\nb\nlast');
    const long = Array.from({ length: 400 }, () => 'x'.repeat(5_000)).join('\n');
    expect(failingPart(long).length).toBeLessThan(12_100);
    expect(failingPart(`first\n${'y'.repeat(200_000)}\n##[error]end`)).toMatch(
      /^first[\s\S]*##\[error\]end$/,
    );
  });
});

describe('remarks', () => {
  const COMMENT = { path: 'src/checkout.ts', line: 1, text: 'Why two?' };

  it('are comments on lines and reviews that ask for changes, by people, oldest first', async () => {
    const { number } = await open();
    const id = await github.reviewers.comment(number, 'ana', COMMENT);
    await github.reviewers.requestChanges(number, 'bo', 'Please keep three.');
    const answer = { repository: REPOSITORY, number, remark: `comment:${id}`, text: 'Kept.', marker: 'm.1' };
    await connect().answerRemark(answer);
    const found = await connect().remarksOf(REPOSITORY, number);
    expect(found.map(({ author, text, path, line }) => ({ author, text, path, line }))).toEqual(
      expect.arrayContaining([
        { author: 'ana', text: 'Why two?', path: 'src/checkout.ts', line: 1 },
        { author: 'bo', text: 'Please keep three.', path: null, line: null },
      ]),
    );
    expect(found).toHaveLength(2);
  });

  it('are answered once, a reply at the head of its thread and a review below the pull request', async () => {
    const { number } = await open();
    const id = await github.reviewers.comment(number, 'ana', COMMENT);
    const to = (remark: string, marker: string) =>
      connect().answerRemark({ repository: REPOSITORY, number, remark, text: 'Done.', marker });
    await to(`comment:${id}`, 'm.1');
    await to(`comment:${id}`, 'm.1');
    const reply = await github.reviewers.reply(number, 'ana', id, 'Not so.');
    await to(`comment:${reply}`, 'm.2');
    const all = await github.reviewers.commentsOf(number);
    expect(all.map(({ by, inReplyTo }) => [by, inReplyTo])).toEqual([
      ['ana', null],
      ['experiment-bot', id],
      ['ana', id],
      ['experiment-bot', id],
    ]);
    await to('review:7', 'm.3');
    await to('review:7', 'm.3');
    expect(await github.reviewers.wordsBelow(number)).toHaveLength(1);
  });

  it.each([
    ['admin', true],
    ['write', true],
    ['read', false],
    ['none', false],
  ] as const)('of a person with the right %s are taken up: %s', async (right, may) => {
    github.reviewers.setRight('ana', right);
    expect(await connect().mayWrite(REPOSITORY, 'ana')).toBe(may);
  });

  it('of a person whom GitHub does not know are not', async () => {
    github.fail({ kind: 'http-404', path: '/permission' });
    expect(await connect().mayWrite(REPOSITORY, 'ghost')).toBe(false);
  });
});

describe('a draft', () => {
  it('is marked ready once, and a refusal says why', async () => {
    const { number } = await open();
    expect(await connect().headOf(REPOSITORY, number)).toMatchObject({ isDraft: true, state: 'open' });
    await connect().markReady(REPOSITORY, number);
    await connect().markReady(REPOSITORY, number);
    expect(await connect().headOf(REPOSITORY, number)).toMatchObject({ isDraft: false });
    expect(github.requests.filter(({ path }) => path === '/graphql')).toHaveLength(1);
  });

  it('that GitHub does not mark ready is a fault with its words', async () => {
    const { number } = await open();
    const errors = [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }];
    const answer = { status: 200, body: JSON.stringify({ data: null, errors }) };
    github.fail({ kind: { answer }, path: '/graphql' });
    await expect(connect().markReady(REPOSITORY, number)).rejects.toThrow('not accessible by integration');
  });

  it('is asked about beside the REST root of GitHub Enterprise', async () => {
    const { number } = await open();
    const asked: string[] = [];
    const enterprise: typeof fetch = (input, init) => {
      const address = String(input);
      asked.push(address);
      return fetch(address.replace('/api/v3', '').replace('/api/graphql', '/graphql'), init);
    };
    const review = createGitHubCodeReview({
      ...{ ...options(), baseUrl: `${github.url}/api/v3`, fetch: enterprise },
    });
    await review.markReady(REPOSITORY, number);
    expect(asked.at(-1)).toBe(`${github.url}/api/graphql`);
  });

  it('has its newest commit as head, also after a push', async () => {
    const { number } = await open();
    const pushed = await github.reviewers.pushTo(DRAFT.branch, 'ana', { 'NOTES.md': 'by hand\n' });
    expect((await connect().headOf(REPOSITORY, number))?.commit).toBe(pushed);
    expect(await connect().commitOf(REPOSITORY, pushed)).toMatchObject({ message: 'A change by hand' });
    expect(await connect().headOf(REPOSITORY, 99)).toBeNull();
  });
});

describe('a webhook about checks', () => {
  const repository = { full_name: 'acme/shop' };

  it('that only begin says nothing', async () => {
    const body = JSON.stringify({ action: 'created', check_run: { head_sha: 'abc' }, repository });
    const digest = createHmac('sha256', 's').update(body).digest('hex');
    const headers = { 'x-hub-signature-256': `sha256=${digest}` };
    expect(await createGitHubNotices('s').read(headers, Buffer.from(body))).toEqual({ kind: 'other' });
  });

  it.each([
    ['check_run', { action: 'completed', check_run: { head_sha: 'abc' }, repository }],
    ['check_suite', { action: 'completed', check_suite: { head_sha: 'abc' }, repository }],
    ['status', { sha: 'abc', context: 'ci', state: 'success', repository }],
  ])('names the commit (%s)', async (_event, told) => {
    const body = JSON.stringify(told);
    const digest = createHmac('sha256', 's').update(body).digest('hex');
    const headers = { 'x-hub-signature-256': `sha256=${digest}` };
    const notices = createGitHubNotices('s');
    expect(await notices.read(headers, Buffer.from(body))).toEqual({
      ...{ kind: 'checks', repository: 'acme/shop', commit: 'abc' },
    });
    expect(await createGitHubNotices('other').read(headers, Buffer.from(body))).toEqual({ kind: 'unsigned' });
  });
});
