import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { noPace } from '#adapters/slack/pace.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { systemClock } from '#shared/clock.ts';
import { readableLog } from '#test/support/experiments-bench.ts';

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack({
    now: () => Date.UTC(2026, 0, 5),
    signingSecret: 'secret',
    botToken: 'xoxb-sandbox',
    workspace: { users: [{ id: 'U1', name: 'mia' }], channels: [{ id: 'C1', name: 'growth' }] },
  });
});
afterAll(() => slack.close());

describe('a message whose blocks Slack refuses', () => {
  it('is sent as text, and the log says which it was and nothing of what it says', async () => {
    const { log, lines } = readableLog();
    const client = new WebClient('xoxb-sandbox', { slackApiUrl: slack.apiUrl });
    const chat = createSlackChat({
      client,
      send: fetch,
      settle: async () => {},
      userOf: async () => 'U1',
      log,
      pace: noPace,
      clock: systemClock,
    });
    const tooLong = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(9_999) } } as const;
    const message = { text: 'Paused by <@p_mia>: my boss Anna said so', blocks: [tooLong] };
    const once = { key: 'gate:4:0', mayExist: false, since: 0 };
    const { ts } = await chat.post({ channel: 'C1', threadTs: null }, message, once);
    await chat.update('C1', ts, message);
    expect(slack.snapshot().messages.at(-1)?.text).toContain('my boss Anna said so');
    expect(lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['error', { key: 'gate:4:0' }],
      ['error', { channel: 'C1', ts }],
    ]);
  });
});
