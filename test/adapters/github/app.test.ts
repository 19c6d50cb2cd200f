import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { createGitHubCodeReview } from '#adapters/github/code-review.ts';
import type { GitHubApp } from '#adapters/github/github-options.ts';
import { gitHub } from '#adapters/github/vendor.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { DRAFT, openOnHead, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: SHOP_FILES });
});
afterEach(() => github.close());

const host = (app: GitHubApp) => createGitHubCodeHost({ app, baseUrl: github.url });
const count = (part: string) => github.requests.filter(({ path }) => path.endsWith(part)).length;

describe('the bot as a GitHub App', () => {
  it('asks for its installation and a token once, and reads and writes with it', async () => {
    const app = { ...github.registerApp(), installationId: null };
    const one = host(app);
    expect(await (await one.pin('acme/shop'))?.search('# Shop')).toEqual(['README.md']);
    expect(await openOnHead(one)).toMatchObject({ state: 'open', branch: DRAFT.branch });
    expect([count('/installation'), count('/access_tokens')]).toEqual([1, 1]);
  });
  it('need not ask for an installation that is set', async () => {
    const one = host(github.registerApp());
    expect(await one.pin('acme/shop')).not.toBeNull();
    expect(count('/installation')).toBe(0);
  });
  it('opens a pull request, though the repository takes signed commits only', async () => {
    const app = github.registerApp();
    github.setRules([{ type: 'required_signatures' }]);
    await host(app).checkWriteAccess('acme/shop', DRAFT.branch);
    expect(await openOnHead(host(app))).toMatchObject({ state: 'open' });
  });
  it('says what to do about a wrong key', async () => {
    const app = { ...github.registerApp(), privateKey: newKey() };
    await expect(host(app).pin('acme/shop')).rejects.toMatchObject({
      ...{ code: 'github.unauthorised', message: expect.stringContaining('GITHUB_APP_PRIVATE_KEY') },
    });
  });
  it('reads remarks and marks a draft ready without an installation that is set', async () => {
    const app = { ...github.registerApp(), installationId: null };
    const { number } = await openOnHead(host(app), { ...DRAFT, draft: true });
    await github.reviewers.requestChanges(number, 'ana', 'Round the price.');
    const review = createGitHubCodeReview({ app, baseUrl: github.url });
    expect(await review.remarksOf('acme/shop', number)).toMatchObject([{ author: 'ana' }]);
    await review.markReady('acme/shop', number);
    expect((await review.headOf('acme/shop', number))?.isDraft).toBe(false);
    expect(count('/user')).toBe(0);
  });
  it('sees no repository on which it is not installed', async () => {
    const app = { ...github.registerApp(), installationId: null };
    expect(await host(app).pin('acme/nowhere')).toBeNull();
  });
});

describe('its settings', () => {
  const KEY = newKey();
  it('are the id and the private key, whose line breaks may be written out', () => {
    const set = { GITHUB_APP_ID: '1234', GITHUB_APP_PRIVATE_KEY: KEY.replaceAll('\n', '\\n') };
    const app = { appId: '1234', privateKey: KEY, installationId: null };
    expect(gitHub.read(set)).toMatchObject({ kind: 'ok', value: { app } });
    expect(gitHub.read({ ...set, GITHUB_APP_INSTALLATION_ID: '77' })).toMatchObject({
      value: { app: { ...app, installationId: 77 } },
    });
  });
  it.each([
    [{}, 'GITHUB_TOKEN is not set'],
    [{ GITHUB_TOKEN: '' }, 'GITHUB_TOKEN'],
    [{ GITHUB_APP_ID: '1234' }, 'GITHUB_APP_PRIVATE_KEY is not set'],
    [{ GITHUB_APP_PRIVATE_KEY: KEY }, 'GITHUB_APP_ID is not set'],
    [{ GITHUB_APP_ID: '1234', GITHUB_APP_PRIVATE_KEY: 'no key' }, 'in PEM'],
    [{ GITHUB_APP_ID: 'the app', GITHUB_APP_PRIVATE_KEY: KEY }, 'App ID or client ID'],
    [{ GITHUB_TOKEN: 'x', GITHUB_APP_INSTALLATION_ID: 'one' }, 'the number at the end'],
  ])('are refused with what to set: %j', (set, words) => {
    const read = gitHub.read(set);
    expect(read.kind).toBe('refused');
    expect(read.kind === 'refused' ? read.problem.join('\n') : '').toContain(words);
    expect(JSON.stringify(read)).not.toContain('PRIVATE KEY-----');
  });
});

function newKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
}
