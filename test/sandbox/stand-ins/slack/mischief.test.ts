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

const post = async (text: string, thread_ts?: string) => {
  const thread = thread_ts === undefined ? {} : { thread_ts };
  return client.chat.postMessage({ channel, text, ...thread });
};
const posted = async (text: string, thread_ts?: string) => String((await post(text, thread_ts)).ts);
const edit = (ts: string) => refusal(client.chat.update({ channel, ts, text: 'new' }));

describe('a parent that is deleted', () => {
  it('without replies is gone, and a reply comes into the channel without a word', async () => {
    const ts = await posted('parent');
    slack.deleteMessage('growth', ts);
    expect(slack.messages('growth')).toEqual([]);
    expect(await edit(ts)).toBe('message_not_found');
    expect(await refusal(client.conversations.replies({ channel, ts }))).toBe('thread_not_found');
    const reply = await post('reply', ts);
    expect(reply.ok).toBe(true);
    expect(reply.message).not.toHaveProperty('thread_ts');
    expect(slack.messages('growth').map(({ text }) => text)).toEqual(['reply']);
  });

  it('with replies leaves a stone that holds them together and that no bot can edit', async () => {
    const ts = await posted('parent');
    const reply = await posted('reply', ts);
    slack.deleteMessage('growth', ts);
    const { messages = [] } = await client.conversations.replies({ channel, ts });
    expect(messages.map((one) => [Reflect.get(one, 'subtype'), one.text])).toEqual([
      ['tombstone', 'This message was deleted.'],
      [undefined, 'reply'],
    ]);
    expect(messages[0]).toMatchObject({ hidden: true, user: 'USLACKBOT' });
    expect(await edit(ts)).toBe('cant_update_message');
    const later = await post('later', ts);
    expect(later.message?.thread_ts).toBe(ts);
    slack.deleteMessage('growth', reply);
    slack.deleteMessage('growth', String(later.ts));
    expect(slack.messages('growth')).toEqual([]);
  });
});

describe('a channel that is closed to the bot', () => {
  it('takes no post and no edit while it is archived, but can be read', async () => {
    const ts = await posted('x');
    slack.archiveChannel('growth');
    expect(await refusal(post('y'))).toBe('is_archived');
    expect(await edit(ts)).toBe('is_inactive');
    expect((await client.conversations.history({ channel })).messages).toHaveLength(1);
    slack.unarchiveChannel('growth');
    await post('y');
    expect(slack.messages('growth')).toHaveLength(2);
  });

  it('is not in a public channel that it was removed from, and knows no private one', async () => {
    slack.removeBot('growth');
    expect(await refusal(post('y'))).toBe('not_in_channel');
    expect(await refusal(client.conversations.history({ channel }))).toBe('not_in_channel');
    slack.makePrivate('growth');
    expect(await refusal(post('y'))).toBe('channel_not_found');
    slack.inviteBot('growth');
    await post('y');
    expect(slack.messages('growth')).toHaveLength(1);
  });

  it('keeps its id under another name', async () => {
    slack.renameChannel('growth', 'experiments');
    await post('x');
    expect(slack.messages('experiments')).toHaveLength(1);
  });
});

describe('a workspace that limits edits', () => {
  it('refuses an edit of what is older', async () => {
    const ts = await posted('x');
    slack.limitEdits(-1);
    expect(await edit(ts)).toBe('edit_window_closed');
    slack.limitEdits(60_000);
    await client.chat.update({ channel, ts, text: 'new' });
    expect(slack.messages('growth')[0]?.text).toBe('new');
  });
});

describe('a person who is deactivated', () => {
  it('is listed as deleted, and is written to all the same', async () => {
    slack.deactivate('ada');
    const user = slack.userId('ada');
    expect((await client.users.info({ user })).user?.deleted).toBe(true);
    expect((await client.chat.postMessage({ channel: user, text: 'x' })).ok).toBe(true);
  });
});
