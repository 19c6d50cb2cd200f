import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGitHubCodeHost } from '#adapters/github/code-host.ts';
import { parsePullRequestEvent, verifyGitHubSignature } from '#adapters/github/webhook.ts';
import { type SandboxGitHub, startGitHub } from '#sandbox/stand-ins/github/sandbox-github.ts';
import { loadFiles } from '#sandbox/stand-ins/github/seed.ts';
import type { WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { startWire } from '#sandbox/stand-ins/http/wire.ts';
import { DRAFT, openOnHead, SHOP_FILES } from '#test/contracts/describe-code-host.ts';
import { PATIENT } from '#test/support/patience.ts';

let github: SandboxGitHub;
beforeEach(async () => {
  github = await startGitHub({ files: SHOP_FILES });
});
afterEach(() => github.close());

const bot = () => createGitHubCodeHost({ token: github.token, baseUrl: github.url });

describe('the sandbox GitHub', () => {
  it('turns away every token but the bot’s', async () => {
    const stranger = createGitHubCodeHost({ token: 'ghp_stranger', baseUrl: github.url });
    await expect(stranger.pin('acme/shop')).rejects.toMatchObject({
      code: 'github.unauthorised',
      retryable: false,
    });
  });
  it('refuses a second open pull request from one branch, as GitHub does', async () => {
    const { number, branch } = await openOnHead(bot());
    const again = await fetch(`${github.url}/repos/acme/shop/pulls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${github.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Again', head: branch, base: 'main' }),
    });
    expect(again.status).toBe(422);
    expect((await github.listPulls()).map((pull) => pull.number)).toEqual([number]);
  });
  it('merges as the person who merges', async () => {
    const { number } = await openOnHead(bot());
    await github.merge(number, 'bo');
    expect(await bot().readPullRequest('acme/shop', number)).toMatchObject({
      state: 'merged',
      mergedBy: 'bo',
    });
  });
  it('keeps what came to main while two pull requests were open', async () => {
    const first = await openOnHead(bot());
    const edits = [{ path: 'src/banner.ts', content: 'export {};\n' }];
    const second = await openOnHead(bot(), { ...DRAFT, branch: 'experiment/banner', edits });
    await github.commitToMain({ 'src/late.ts': 'late' }, 'feat: late');
    await github.merge(first.number, 'ana');
    await github.merge(second.number, 'ana');
    expect(await github.listMain()).toEqual([
      'README.md',
      'src/banner.ts',
      'src/checkout.ts',
      'src/late.ts',
      'src/variants.ts',
    ]);
    expect(await github.readMain('src/checkout.ts')).toBe('export const steps = 2;\n');
  });
  it('sends a signed webhook when a pull request is merged', async () => {
    const received: WireRequest[] = [];
    const route = await startWire({
      handle: (request) => {
        received.push(request);
        return { status: 200, body: '{}' };
      },
    });
    try {
      await github.registerWebhook(`${route.url}/github`, 'shared secret');
      const { number } = await openOnHead(bot());
      await github.merge(number, 'chris');
      const merged = () =>
        received.find(
          (request) => parsePullRequestEvent(JSON.parse(request.body.toString()))?.merged === true,
        );
      await vi.waitUntil(() => merged() !== undefined, PATIENT);
      const request = merged();
      const header = request?.headers['x-hub-signature-256'];
      expect(request?.headers['x-github-event']).toBe('pull_request');
      expect(await verifyGitHubSignature('shared secret', String(request?.body ?? ''), header)).toBe(true);
      expect(await verifyGitHubSignature('another secret', String(request?.body ?? ''), header)).toBe(false);
      expect(parsePullRequestEvent(JSON.parse(String(request?.body)))).toEqual({
        repository: 'acme/shop',
        number,
        action: 'closed',
        merged: true,
        mergedBy: 'chris',
      });
    } finally {
      await route.close();
    }
  });
});

describe('loadFiles', () => {
  it('reads a folder with its folders, paths as git writes them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shop-'));
    try {
      await mkdir(join(folder, 'src', 'deep'), { recursive: true });
      await writeFile(join(folder, 'src', 'deep', 'b.ts'), 'b');
      await writeFile(join(folder, 'a.json'), '{}');
      expect(await loadFiles(folder)).toEqual({ 'a.json': '{}', 'src/deep/b.ts': 'b' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
