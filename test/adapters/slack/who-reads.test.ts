import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWhoReads } from '#adapters/slack/who-reads.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { MINUTE } from '#shared/clock.ts';

const TOKEN = 'xoxb-who-reads';
const CROWD = Array.from({ length: 1_200 }, (_, index) => ({ name: `person-${index}` }));
const clock = createVirtualClock(Date.UTC(2026, 8, 7, 9));
const scopes = ['channels:read', 'groups:read'];
let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({
    now: clock.now,
    signingSecret: 's',
    botToken: TOKEN,
    workspace: {
      users: [...CROWD, { name: 'left-out' }],
      channels: [
        { name: 'growth' },
        { name: 'secret', isPrivate: true, members: CROWD.map(({ name }) => name) },
        { name: 'hidden', isPrivate: true, hasBot: false },
        { name: 'mpdm-a--b-1', isPrivate: true },
      ],
      scopes,
    },
  });
});
afterEach(() => slack.close());

function reads() {
  const client = new WebClient(TOKEN, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  return createWhoReads(client, clock);
}

describe('who reads a conversation', () => {
  it('is the workspace for a public channel alone', async () => {
    const { isPublic } = reads();
    const found = ['growth', 'secret', 'hidden', 'mpdm-a--b-1'].map((name) =>
      isPublic(slack.channelId(name)),
    );
    expect(await Promise.all(found)).toEqual([true, false, false, false]);
    expect(await isPublic('D0000000001')).toBe(false);
    expect(await isPublic('C00000GONE')).toBe(false);
  });

  it('is found over all pages of members', async () => {
    const { hasMember } = reads();
    const channel = slack.channelId('secret');
    expect(await hasMember(channel, slack.userId('person-1199'))).toBe(true);
    expect(await hasMember(channel, slack.userId('left-out'))).toBe(false);
    expect(slack.requests('conversations.members')).toHaveLength(3);
  });

  it('is asked once for all at the same time, and again after two minutes', async () => {
    const { isPublic } = reads();
    const channel = slack.channelId('growth');
    await Promise.all([isPublic(channel), isPublic(channel)]);
    expect(slack.requests('conversations.info')).toHaveLength(1);
    slack.makePrivate('growth');
    expect(await isPublic(channel)).toBe(true);
    clock.advance(2 * MINUTE);
    expect(await isPublic(channel)).toBe(false);
  });

  it('throws if Slack does not tell, and asks anew the next time', async () => {
    const { isPublic, hasMember } = reads();
    const channel = slack.channelId('growth');
    slack.fail({ method: 'conversations.info', kind: { error: 'missing_scope' } });
    await expect(isPublic(channel)).rejects.toMatchObject({ code: 'slack.missing_scope' });
    expect(await isPublic(channel)).toBe(true);
    slack.fail({ method: 'conversations.members', kind: 'timeout' });
    await expect(hasMember(channel, 'U1')).rejects.toMatchObject({ code: 'slack.unreachable' });
  });
});
