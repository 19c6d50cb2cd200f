import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { DRAFT, openOnHead, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: SHOP_FILES });
});
afterEach(() => github.close());

const host = () => createGitHubCodeHost({ token: github.token, baseUrl: github.url });
const base = async () => (await host().pin('acme/shop'))?.commit ?? 'none';
const check = () => host().checkWriteAccess('acme/shop', DRAFT.branch);

describe('a refusal of GitHub', () => {
  it.each([
    ['archived', 'repository-archived', 'Unarchive it'],
    ['disabled', 'repository-disabled', 'Its owner has to settle that'],
    ['sso', 'sso-required', 'https://github.com/orgs/acme/sso?authorization_request=A1'],
    ['ip-allow-list', 'address-not-allowed', 'Add it to the IP allow list'],
    ['classic-tokens-refused', 'token-kind-refused', 'fine-grained permissions'],
    ['read-only-token', 'forbidden', 'Contents and Pull requests read and write'],
    ['workflow-scope-missing', 'workflow-forbidden', 'scope or permission for workflows'],
    ['branch-protected', 'rule-violation', 'authorized to push to this branch'],
  ] as const)('is told as what it is, and what to do: %s', async (state, name, act) => {
    const draft = { ...DRAFT, base: await base() };
    github.become(state);
    await expect(host().openPullRequest(draft)).rejects.toMatchObject({
      ...{ code: `github.${name}`, retryable: false, message: expect.stringContaining(act) },
    });
    github.become('open');
    expect(await host().openPullRequest(draft)).toMatchObject({ state: 'open' });
  });

  it.each(['secondary-limit', 'too-quick'] as const)('that is a limit asks to wait: %s', async (state) => {
    const draft = { ...DRAFT, base: await base() };
    github.become(state);
    await expect(host().openPullRequest(draft)).rejects.toMatchObject({
      ...{ code: 'github.rate-limited', retryable: true, retryAfterMs: 60_000 },
    });
  });

  it.each([
    [{ type: 'creation' }, 'rule-violation', 'creations being restricted'],
    [{ type: 'required_signatures' }, 'signature-required', 'GitHub App'],
    [
      { type: 'branch_name_pattern', parameters: { operator: 'starts_with', pattern: 'feature/' } },
      ...(['rule-violation', 'feature/'] as const),
    ],
  ] as const)('for a rule names the rule: %j', async (rule, name, words) => {
    const draft = { ...DRAFT, base: await base() };
    github.setRules([rule]);
    await expect(host().openPullRequest(draft)).rejects.toMatchObject({
      ...{ code: `github.${name}`, retryable: false, message: expect.stringContaining(words) },
    });
    // The same is told before a model is asked, unless the bot may pass the rule.
    await expect(check()).rejects.toMatchObject({ code: `github.${name}` });
    github.setRules([rule], true);
    await check();
    expect(await host().openPullRequest(draft)).toMatchObject({ state: 'open' });
  });

  it('keeps GitHub’s own words if they are not known', async () => {
    const draft = { ...DRAFT, base: await base() };
    const body = JSON.stringify({ message: 'Validation Failed', errors: ['The moon is\nfull'] });
    github.fail({ kind: { answer: { status: 422, body } }, method: 'POST', path: '/pulls' });
    await expect(host().openPullRequest(draft)).rejects.toMatchObject({
      code: 'github.refused',
      message: expect.stringContaining('“Validation Failed The moon is full”'),
    });
  });
});

describe('write access', () => {
  it('is there in an open repository', async () => {
    await check();
    expect(github.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
  it('is missing in an archived repository, and in one that is not shown', async () => {
    github.become('archived');
    await expect(check()).rejects.toMatchObject({ code: 'github.repository-archived' });
    const elsewhere = host().checkWriteAccess('acme/nowhere', DRAFT.branch);
    await expect(elsewhere).rejects.toMatchObject({ code: 'github.repository-missing' });
  });
});

describe('a renamed repository', () => {
  it('is read and written by its old name', async () => {
    github.rename('corner/store');
    const pinned = await host().pin('acme/shop');
    expect(pinned?.repository).toBe('corner/store');
    expect(await pinned?.read('README.md')).toBe('# Shop\n');
    expect(await pinned?.search('# Shop')).toEqual(['README.md']);
    const pull = await openOnHead(host());
    expect(pull).toMatchObject({ repository: 'corner/store', state: 'open' });
    expect(await openOnHead(host())).toEqual(pull);
    expect(await host().readPullRequest('acme/shop', pull.number)).toEqual(pull);
  });
});

describe('what is no file', () => {
  beforeEach(async () => {
    await github.commitEntries(
      [
        { path: 'link', mode: '120000', content: 'README.md' },
        { path: 'sub', mode: '160000', content: '1234567890123456789012345678901234567890' },
        { path: 'run.sh', mode: '100755', content: '#!/bin/sh\n' },
      ],
      'chore: no files',
    );
  });
  it.each([
    ['a symbolic link', { path: 'link', content: 'text' }],
    ['a symbolic link that is to go', { path: 'link', content: null }],
    ['a path below a link', { path: 'link/a.ts', content: 'text' }],
    ['a submodule', { path: 'sub', content: 'text' }],
    ['a path below a submodule', { path: 'sub/a.ts', content: 'text' }],
    ['a folder', { path: 'src', content: 'text' }],
    ['a path below a file', { path: 'README.md/a.ts', content: 'text' }],
  ])('is not written over: %s', async (_what, edit) => {
    const opening = openOnHead(host(), { ...DRAFT, edits: [...DRAFT.edits, edit] });
    await expect(opening).rejects.toMatchObject({ code: 'github.not-a-file', retryable: false });
    expect(await github.listBranches()).toEqual(['main']);
  });
  it('stays what it is beside an edit, and a file stays executable', async () => {
    await openOnHead(host(), { ...DRAFT, edits: [{ path: 'run.sh', content: '#!/bin/sh\necho\n' }] });
    const branch = await host().pin('acme/shop', DRAFT.branch);
    expect(['link', 'sub', 'run.sh'].map((path) => branch?.mode(path))).toEqual([
      '120000',
      '160000',
      '100755',
    ]);
    expect(await branch?.read('run.sh')).toBe('#!/bin/sh\necho\n');
  });
});
