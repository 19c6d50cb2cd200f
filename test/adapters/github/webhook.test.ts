import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parsePullRequestEvent, verifyGitHubSignature } from '#adapters/github/webhook.ts';

const sign = (secret: string, body: string) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('verifyGitHubSignature', () => {
  it('accepts the example of GitHub’s documentation', async () => {
    const header = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(await verifyGitHubSignature("It's a Secret to Everybody", 'Hello, World!', header)).toBe(true);
  });
  it.each([
    ['another secret', sign('other', 'body')],
    ['another body', sign('secret', 'body ')],
    ['no header', undefined],
    ['an empty header', ''],
    ['the old algorithm', sign('secret', 'body').replace('sha256', 'sha1')],
    ['a cut signature', sign('secret', 'body').slice(0, -1)],
  ])('refuses %s', async (_, header) => {
    expect(await verifyGitHubSignature('secret', 'body', header)).toBe(false);
  });
  it('never verifies without a secret', async () => {
    expect(await verifyGitHubSignature('', 'body', sign('', 'body'))).toBe(false);
  });
});

describe('parsePullRequestEvent', () => {
  const pull = {
    number: 7,
    merged: true,
    merged_by: { login: 'ana' },
    title: 'extra',
  };
  const body = { action: 'closed', repository: { full_name: 'acme/shop' }, pull_request: pull };
  it('reads a merge', () => {
    expect(parsePullRequestEvent(body)).toEqual({
      repository: 'acme/shop',
      number: 7,
      action: 'closed',
      merged: true,
      mergedBy: 'ana',
    });
  });
  it('does not take an open one for a merge', () => {
    const open = { ...body, action: 'opened', pull_request: { ...pull, merged: false } };
    expect(parsePullRequestEvent(open)).toMatchObject({ merged: false, mergedBy: null });
  });
  it.each([
    [null],
    ['text'],
    [{}],
    [{ action: 'created', issue: {} }],
    [{ ...body, pull_request: { number: '7' } }],
  ])('gives null for %j', (other) => {
    expect(parsePullRequestEvent(other)).toBeNull();
  });
});
