import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Slack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { refusal, startSlackAlone } from './bolt-app.ts';

let slack: Slack;
let client: WebClient;
let channel: string;

beforeEach(async () => {
  ({ slack, client } = await startSlackAlone());
  channel = slack.channelId('growth');
});

afterEach(() => slack.close());

describe('reading a channel', () => {
  const metadata = { event_type: 'card', event_payload: { experiment: 'E1' } };

  it('gives the newest first, in pages, threads left out', async () => {
    const posted: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      posted.push(String((await client.chat.postMessage({ channel, text: `${index}` })).ts));
    }
    await client.chat.postMessage({ channel, text: 'reply', thread_ts: posted[0] ?? '' });
    const texts: unknown[][] = [];
    for await (const page of client.paginate('conversations.history', { channel, limit: 2 })) {
      texts.push(textsOf(Object(page)['messages']));
    }
    expect(texts).toEqual([['4', '3'], ['2', '1'], ['0']]);
    const between = await client.conversations.history({
      channel,
      oldest: posted[0] ?? '',
      latest: posted[3] ?? '',
    });
    expect(textsOf(between.messages)).toEqual(['2', '1']);
  });

  it('gives a thread with its parent first, and counts the replies', async () => {
    const ts = String((await client.chat.postMessage({ channel, text: 'parent', metadata })).ts);
    await client.chat.postMessage({ channel, text: 'one', thread_ts: ts });
    await client.chat.postMessage({ channel, text: 'two', thread_ts: ts, metadata });
    const { messages } = await client.conversations.replies({ channel, ts });
    expect(messages).toMatchObject([{ text: 'parent', reply_count: 2 }, { text: 'one' }, { text: 'two' }]);
    expect(await refusal(client.conversations.replies({ channel, ts: '1.1' }))).toBe('thread_not_found');
  });

  it('tells metadata only when asked for all', async () => {
    const ts = String((await client.chat.postMessage({ channel, text: 'parent', metadata })).ts);
    const quiet = await client.conversations.replies({ channel, ts });
    const all = await client.conversations.replies({ channel, ts, include_all_metadata: true });
    expect(quiet.messages?.[0]).not.toHaveProperty('metadata');
    expect(all.messages?.[0]?.metadata).toEqual(metadata);
  });

  it('refuses what the bot cannot see, and cursors that it did not give', async () => {
    expect(await refusal(client.conversations.history({ channel: slack.channelId('elsewhere') }))).toBe(
      'not_in_channel',
    );
    expect(await refusal(client.conversations.history({ channel: slack.channelId('secret') }))).toBe(
      'channel_not_found',
    );
    expect(await refusal(client.conversations.history({ channel, cursor: 'x' }))).toBe('invalid_cursor');
    expect(await refusal(client.conversations.history({ channel, limit: 1_000 }))).toBe('invalid_limit');
  });
});

describe('channels and people', () => {
  it('lists what there is', async () => {
    const { channels } = await client.conversations.list({ exclude_archived: true });
    expect(channels?.map((one) => one.name)).toEqual(['growth', 'elsewhere']);
    const { members } = await client.conversations.members({ channel });
    expect(members).toEqual([...['ada', 'grace', 'linus'].map(slack.userId), slack.botUserId]);
    expect(await client.conversations.info({ channel })).toMatchObject({
      channel: { name: 'growth', is_member: true },
    });
  });

  it('opens a direct message once', async () => {
    const users = slack.userId('ada');
    const first = await client.conversations.open({ users });
    const second = await client.conversations.open({ users });
    expect(second.channel?.id).toBe(first.channel?.id);
    await client.chat.postMessage({ channel: users, text: 'hello' });
    expect(slack.messages(first.channel?.id ?? '').map((one) => one.text)).toEqual(['hello']);
    expect(await refusal(client.conversations.open({ users: 'U404' }))).toBe('user_not_found');
  });

  it('tells people and groups', async () => {
    const grace = slack.userId('grace');
    expect(await client.users.info({ user: grace })).toMatchObject({
      user: { name: 'grace', is_admin: true },
    });
    expect(await refusal(client.users.info({ user: 'U404' }))).toBe('user_not_found');
    expect((await client.users.list({})).members).toHaveLength(4);
    const { usergroups } = await client.usergroups.list({ include_users: true });
    expect(usergroups).toMatchObject([{ handle: 'approvers', users: [grace] }]);
    expect(await client.usergroups.users.list({ usergroup: usergroups?.[0]?.id ?? '' })).toMatchObject({
      users: [grace],
    });
  });
});

function textsOf(messages: unknown): unknown[] {
  return Array.isArray(messages) ? messages.map((one) => Object(one)['text']) : [];
}
