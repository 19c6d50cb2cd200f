import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createGitHubClient } from '#adapters/github/client.ts';
import { HOUR } from '#shared/clock.ts';

const clientOf = (send: typeof fetch) => createGitHubClient({ token: 'ghp_1', isPaced: true, fetch: send });

// By the machine's clock: the limiter behind the pace is one per process and keeps its timers from test to test.
describe('requests to GitHub', () => {
  it('keep a second between writes', async () => {
    const at: number[] = [];
    const client = clientOf(async () => {
      at.push(performance.now());
      return Response.json({});
    });
    const write = () => client.call('POST /repos/acme/shop/git/blobs', {}, z.object({}));
    await Promise.all([write(), write()]);
    const [first = 0, second = 0] = at;
    expect(second - first).toBeGreaterThan(950);
  });

  it('do not wait for a limit to end: the worker does', async () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil((Date.now() + HOUR) / 1_000)),
    };
    const secondary = { message: 'You have exceeded a secondary rate limit' };
    const answers = [Response.json({}, { status: 403, headers }), Response.json(secondary, { status: 403 })];
    const client = clientOf(async () => answers.shift() ?? Response.json({}));
    const asking = () =>
      client.call('GET /repos/acme/shop', {}, z.object({})).catch((thrown: unknown) => thrown);
    const primary = await asking();
    expect(primary).toMatchObject({ kind: 'rate-limited', code: 'github.rate-limited' });
    expect(Reflect.get(Object(primary), 'retryAfterMs')).toBeGreaterThan(HOUR - 60_000);
    expect(await asking()).toMatchObject({ kind: 'rate-limited', retryAfterMs: 60_000 });
    expect(answers).toEqual([]);
  });
});
