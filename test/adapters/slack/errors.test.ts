import { describe, expect, it } from 'vitest';
import { createSlackClient } from '#adapters/slack/client.ts';
import { toSlackError } from '#adapters/slack/errors.ts';
import { createSlackFetch } from '#adapters/slack/fetch.ts';
import { silentLogger } from '#shared/logger.ts';

/** The fault of a call whose request ends as given. */
async function faultOf(send: typeof fetch) {
  const address = { botToken: 'xoxb-1', apiUrl: 'http://127.0.0.1:9/' };
  const client = createSlackClient(address, silentLogger, send);
  return client.auth.test().then(
    () => null,
    (thrown: unknown) => toSlackError(thrown),
  );
}

const answering = (status: number, body: string, headers: Record<string, string> = {}) => {
  return async () => new Response(body, { status, headers });
};

describe('toSlackError', () => {
  it.each([
    ['the platform’s fetch', () => Promise.reject(new TypeError('fetch failed'))],
    ['our own fetch', createSlackFetch(100)],
    ['a server that fails', answering(503, 'down')],
  ])('takes what %s throws for an unreachable Slack', async (_name, send) => {
    expect(await faultOf(send)).toMatchObject({
      code: 'slack.unreachable',
      vendor: 'slack',
      retryable: true,
    });
  });

  it('waits as long as Slack asks, and a second if it does not say', async () => {
    const asked = await faultOf(answering(429, '', { 'retry-after': '7' }));
    expect(asked).toMatchObject({ code: 'slack.rate-limited', kind: 'rate-limited', retryAfterMs: 7_000 });
    expect(await faultOf(answering(429, ''))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 1_000 });
  });

  it('keeps the text of a proxy out of the code and the message', async () => {
    const fault = await faultOf(answering(200, '<html>Sign in as ada@shop.example</html>'));
    expect(fault).toMatchObject({ code: 'slack.unexpected-answer', kind: 'invalid-answer' });
    expect(fault?.message).not.toContain('ada');
  });

  it('does not take a bug of ours for a fault of Slack', () => {
    expect(toSlackError(new TypeError('x is not a function'))).toMatchObject({ kind: 'bug', vendor: null });
  });
});
