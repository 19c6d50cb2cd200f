import { type WebClient, WebClientEvent } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Slack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { clientOf, type HandClock, refusal, startSlackAlone } from './bolt-app.ts';

let slack: Slack;
let clock: HandClock;
let client: WebClient;

beforeEach(async () => {
  ({ slack, clock, client } = await startSlackAlone(2));
});

afterEach(() => slack.close());

describe('faults on demand', () => {
  const post = (with_: WebClient, text = 'x') => with_.chat.postMessage({ channel: 'growth', text });

  it('are honoured by the real client: it waits as told, and tries again', async () => {
    slack.fail({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 1 });
    const waits: number[] = [];
    client.on(WebClientEvent.RATE_LIMITED, (seconds) => waits.push(Number(seconds)));
    await post(client);
    expect(waits).toEqual([1]);
    expect(slack.requests('chat.postMessage').map((one) => one.fault)).toEqual(['ratelimited', null]);
    expect(slack.messages('growth')).toHaveLength(1);
  });

  it('fail as often as asked, then no more', async () => {
    slack.fail({ method: '*', kind: 'http-500', times: 2 });
    await post(client);
    expect(slack.requests().map((one) => one.fault)).toEqual(['http-500', 'http-500', null]);
    slack.fail({ method: 'chat.postMessage', kind: 'http-500', times: 9 });
    slack.clearFaults();
    await post(clientOf(slack, 'xoxb-sandbox'));
  });

  it('answer with any error code', async () => {
    slack.fail({ method: 'views.publish', kind: { error: 'internal_error' } });
    await post(client);
    expect(await refusal(client.apiCall('views.publish', {}))).toBe('internal_error');
  });

  it('are those of every stand-in, for one method or for all', async () => {
    slack.fail({ method: 'chat.postMessage', kind: 'unreachable' });
    slack.fail({ method: 'chat.postMessage', kind: 'http-403' });
    slack.fail({ method: 'chat.post', kind: 'http-500' });
    const raw = clientOf(slack, 'xoxb-sandbox', 1);
    await expect(raw.chat.postMessage({ channel: 'growth', text: 'x' })).rejects.toThrow('403');
    await post(client);
    expect(slack.requests().map((one) => one.fault)).toEqual(['unreachable', 'http-403', null]);
  });

  it('do the work and say nothing: the second try does it twice', async () => {
    slack.fail({ method: 'chat.postMessage', kind: 'done-but-no-answer' });
    await post(client, 'twice');
    expect(slack.messages('growth').map((one) => one.text)).toEqual(['twice', 'twice']);
  });

  it('never answer: the client gives up by its own clock', async () => {
    slack.fail({ method: 'auth.test', kind: 'timeout' });
    const url = new URL('auth.test', slack.apiUrl);
    await expect(fetch(url, { method: 'POST', signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/u);
    expect(slack.requests('auth.test')).toMatchObject([{ answer: null, fault: 'timeout' }]);
  });

  it('hold posts to one a second in a channel where switched on', async () => {
    slack.limitPosts(true);
    const once = clientOf(slack, 'xoxb-sandbox');
    const paced = (channel: string) => once.apiCall('chat.postMessage', { channel, text: 'x' });
    await paced('growth');
    const raw = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { Authorization: 'Bearer xoxb-sandbox', 'Content-Type': 'application/json' },
      body: JSON.stringify({ channel: 'growth', text: 'too soon' }),
    });
    expect([raw.status, raw.headers.get('retry-after')]).toEqual([429, '1']);
    clock.pass(1_000);
    await paced('growth');
    expect(slack.messages('growth')).toHaveLength(2);
  });

  it('hold every answer back for a while', async () => {
    slack.setLatency(60_000);
    const url = new URL('auth.test', slack.apiUrl);
    await expect(fetch(url, { method: 'POST', signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/u);
    expect(slack.requests('auth.test')).toEqual([]);
    slack.setLatency(0);
    await post(client);
  });
});

describe('what the stand-in remembers', () => {
  it('is all in a snapshot, to which the stand-in can go back', async () => {
    await client.chat.postMessage({ channel: 'growth', text: 'before' });
    const snapshot = slack.snapshot();
    await client.chat.postMessage({ channel: 'growth', text: 'after' });
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    slack.restore(snapshot);
    expect(slack.messages('growth').map((one) => one.text)).toEqual(['before']);
    const again = await client.chat.postMessage({ channel: 'growth', text: 'again' });
    expect(again.ts).toBe('1788253200.000002');
  });

  it('is told as it changes, and in copies', async () => {
    const seen: string[] = [];
    const stop = slack.onChange((change) => seen.push(change.kind));
    const { ts } = await client.chat.postMessage({ channel: 'growth', text: 'x' });
    await client.chat.update({ channel: slack.channelId('growth'), ts: String(ts), text: 'y' });
    stop();
    await client.chat.postMessage({ channel: 'growth', text: 'z' });
    expect(seen).toEqual(['message-posted', 'message-updated']);
    const log = slack.requests('chat.update');
    expect(log).toMatchObject([{ method: 'chat.update', args: { text: 'y' }, answer: { ok: true } }]);
    expect(log[0]?.args).not.toHaveProperty('token');
  });
});
