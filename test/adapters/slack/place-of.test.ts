import { afterEach, describe, expect, it } from 'vitest';
import { placeOf } from '#adapters/slack/place-of.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { type LogFields, silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

const SCOPES = ['channels:read', 'groups:read'];
let slack: Slack;

async function start(scopes: readonly string[] = SCOPES) {
  const channels = [
    { id: 'C00OPEN', name: 'open', hasBot: false },
    { id: 'C00INSIDE', name: 'inside', isPrivate: true },
    { id: 'C00SECRET', name: 'secret', isPrivate: true, hasBot: false },
    { id: 'C00OLD', name: 'old', isArchived: true },
  ];
  const workspace = { users: [{ name: 'ada' }], channels, scopes };
  slack = await startSlack({ now: Date.now, signingSecret, botToken, workspace });
  const warnings: (LogFields | undefined)[] = [];
  const log = { ...silentLogger, warn: (_text: string, fields?: LogFields) => warnings.push(fields) };
  const ask = (channel: string, name = 'privategroup') =>
    placeOf({ client: clientOf(slack, botToken), log }, channel, name);
  return { ask, warnings };
}

afterEach(() => slack.close());

describe('what a conversation is', () => {
  it('is told by Slack', async () => {
    const { ask } = await start();
    expect(await ask('C00OPEN', 'open')).toBe('usual');
    expect(await ask('C00INSIDE')).toBe('usual');
    expect(await ask('C00SECRET')).toBe('without-bot');
    expect(await ask('C00OLD', 'old')).toBe('archived');
  });

  it('is known of direct messages without a call', async () => {
    const { ask } = await start([]);
    expect(await ask('D0000000001', 'directmessage')).toBe('direct');
    expect(await ask('C0000000002', 'mpdm-ada--mia-1')).toBe('direct');
    expect(slack.requests('conversations.info')).toEqual([]);
  });

  it('is taken for usual, and logged, without the scopes', async () => {
    const { ask, warnings } = await start([]);
    expect(await ask('C00OPEN', 'open')).toBe('usual');
    expect(warnings).toMatchObject([{ code: 'slack.missing_scope' }]);
  });

  it('is not told while Slack is down', async () => {
    const { ask, warnings } = await start();
    slack.fail({ method: '*', kind: 'http-500' });
    expect(await ask('C00OLD', 'old')).toBe('untold');
    expect(warnings).toHaveLength(1);
  });

  it('is not told if Slack does not tell within a second', async () => {
    const { ask } = await start();
    slack.setLatency(5_000);
    const before = performance.now();
    expect(await ask('C00OLD', 'old')).toBe('untold');
    expect(performance.now() - before).toBeLessThan(3_000);
    slack.setLatency(0);
  });
});
