import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { DRAFT, openOnHead, SHOP_FILES } from '#test/contracts/describe-code-host.ts';

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: { ...SHOP_FILES, 'src/pay.ts': 'pay();\n' } });
});
afterEach(() => github.close());

const host = () => createGitHubCodeHost({ token: github.token, baseUrl: github.url });
const EDITS = [{ path: 'src/checkout.ts', content: 'export const steps = 2;\n' }];
const NARROW = { ...DRAFT, edits: EDITS };

describe('what colleagues merge while the bot writes', () => {
  it('stays: a fix in another file, a deleted file and a renamed one', async () => {
    const pinned = await host().pin('acme/shop');
    await github.commitToMain({ 'src/pay.ts': 'pay(safely);\n' }, 'fix: a hole');
    await github.renameFile('README.md', 'docs/README.md', 'docs: move');
    const { number } = await host().openPullRequest({ ...NARROW, base: pinned?.commit ?? '' });
    await github.merge(number, 'ana');
    expect(await github.readMain('src/pay.ts')).toBe('pay(safely);\n');
    expect(await github.readMain('src/checkout.ts')).toBe('export const steps = 2;\n');
    expect(await github.readMain('README.md')).toBeNull();
    expect(await github.readMain('docs/README.md')).toBe('# Shop\n');
  });
  it('is a conflict for people to see if it is the same file', async () => {
    const pinned = await host().pin('acme/shop');
    await github.commitToMain({ 'src/checkout.ts': 'export const steps = 4;\n' }, 'feat: four steps');
    const { number } = await host().openPullRequest({ ...NARROW, base: pinned?.commit ?? '' });
    await expect(github.merge(number, 'ana')).rejects.toThrow('merge conflict in src/checkout.ts');
    expect(await github.readMain('src/checkout.ts')).toBe('export const steps = 4;\n');
  });
  it('is part of a second answer, though the first one began before it', async () => {
    const first = await host().pin('acme/shop');
    github.fail({ kind: 'unreachable', method: 'POST', path: '/pulls', times: 1 });
    await expect(host().openPullRequest({ ...NARROW, base: first?.commit ?? '' })).rejects.toThrow();
    await github.commitToMain({ 'src/pay.ts': 'pay(safely);\n' }, 'fix: a hole');
    await github.commitToMain({ 'src/pay.ts': 'pay();\n' }, 'Revert "fix: a hole"');
    const { number } = await openOnHead(host(), NARROW);
    await github.commitToMain({ 'src/pay.ts': 'pay(well);\n' }, 'fix: the hole');
    await github.merge(number, 'ana');
    expect(await github.readMain('src/pay.ts')).toBe('pay(well);\n');
    expect(await github.readMain('src/checkout.ts')).toBe('export const steps = 2;\n');
  });
  it('is not written over on a branch of ours that people changed', async () => {
    github.fail({ kind: 'unreachable', method: 'POST', path: '/pulls', times: 1 });
    await expect(openOnHead(host(), NARROW)).rejects.toThrow();
    const head = (await host().pin('acme/shop', DRAFT.branch))?.commit ?? '';
    await host().commitTo({
      ...{ repository: 'acme/shop', branch: DRAFT.branch, expectedHead: head, message: 'fix: mine' },
      edits: [{ path: 'README.md', content: '# Mine\n' }],
    });
    const other = { ...DRAFT, edits: [{ path: 'README.md', content: '# Ours\n' }] };
    await expect(openOnHead(host(), other)).rejects.toMatchObject({
      ...{ code: 'github.branch-taken', retryable: false, message: expect.stringContaining('README.md') },
    });
    expect(await github.readMain('README.md', DRAFT.branch)).toBe('# Mine\n');
  });
});

describe('the life of a pull request', () => {
  it.each(['merge', 'squash', 'rebase'] as const)('ends merged, by %s', async (method) => {
    const { number } = await openOnHead(host(), NARROW);
    await github.merge(number, 'bo', method);
    const merged = { number, state: 'merged', mergedBy: 'bo' };
    expect(await host().readPullRequest('acme/shop', number)).toMatchObject(merged);
    expect(await host().findRevert('acme/shop', number)).toBeNull();
    await github.deleteBranch(DRAFT.branch);
    expect(await host().readPullRequest('acme/shop', number)).toMatchObject(merged);
    expect(await openOnHead(host(), NARROW)).toMatchObject(merged);
  });
  it('is closed, reopened and merged', async () => {
    const { number } = await openOnHead(host(), NARROW);
    const state = async () => (await host().readPullRequest('acme/shop', number))?.state;
    await github.closePull(number, 'ana');
    expect(await state()).toBe('closed');
    await github.reopenPull(number, 'ana');
    expect(await state()).toBe('open');
    await github.merge(number, 'ana');
    expect(await state()).toBe('merged');
  });
  it('says that the branch of a closed one is gone', async () => {
    const { number } = await openOnHead(host(), NARROW);
    await github.closePull(number, 'ana');
    await github.deleteBranch(DRAFT.branch);
    await expect(openOnHead(host(), NARROW)).rejects.toMatchObject({
      ...{ code: 'github.pull-request-closed', message: expect.stringContaining('restore the branch') },
    });
  });
});

describe('a revert', () => {
  const mergeOne = async () => {
    const { number } = await openOnHead(host(), NARROW);
    return { number, sha: await github.merge(number, 'ana') };
  };
  const back = { 'src/checkout.ts': SHOP_FILES['src/checkout.ts'] };

  it('is known by what git writes', async () => {
    const { number, sha } = await mergeOne();
    expect(await host().findRevert('acme/shop', number)).toBeNull();
    const revert = await github.commitToMain(back, `Revert "x"\n\nThis reverts commit ${sha}.`);
    expect(await host().findRevert('acme/shop', number)).toMatchObject({ commit: revert });
  });
  it('is known by what GitHub writes, and is none once it is reverted', async () => {
    const { number } = await mergeOne();
    await github.commitToMain({ 'src/a.ts': 'a\n' }, `Revert "y" (#8)\n\nReverts acme/shop#${number}1`);
    await github.commitToMain({ 'src/a.ts': 'b\n' }, `Revert "z" (#9)\n\nReverts acme/other#${number}`);
    expect(await host().findRevert('acme/shop', number)).toBeNull();
    const revert = await github.commitToMain(back, `Revert "x" (#12)\n\nReverts Acme/shop#${number}`);
    expect(await host().findRevert('acme/shop', number)).toMatchObject({ commit: revert });
    await github.commitToMain(
      { 'src/checkout.ts': 'export const steps = 2;\n' },
      'Revert "Revert "x"" (#13)\n\nReverts acme/shop#12',
    );
    expect(await host().findRevert('acme/shop', number)).toBeNull();
  });
  it('of one that is not merged is none', async () => {
    const { number } = await openOnHead(host(), NARROW);
    expect(await host().findRevert('acme/shop', number)).toBeNull();
    expect(await host().findRevert('acme/shop', 4711)).toBeNull();
  });
});
