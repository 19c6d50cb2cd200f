import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions, button } from '#block-kit/buttons.ts';
import { section, slackImage } from '#block-kit/layout.ts';
import type { Slack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { clientOf, refusal, startSlackAlone } from './bolt-app.ts';

let slack: Slack;
let client: WebClient;

beforeEach(async () => {
  ({ slack, client } = await startSlackAlone());
});

afterEach(() => slack.close());

describe('who may call what', () => {
  it('refuses unknown tokens and methods, and those without a token', async () => {
    expect(await refusal(clientOf(slack, 'xoxb-other').auth.test())).toBe('invalid_auth');
    expect(await refusal(clientOf(slack, '').auth.test())).toBe('not_authed');
    expect(await refusal(client.apiCall('chat.shout', {}))).toBe('unknown_method');
  });

  it('tells the bot who it is', async () => {
    expect(await client.auth.test()).toMatchObject({ user_id: slack.botUserId, bot_id: 'B0000000001' });
  });

  it('writes only in channels of the bot, and only text or blocks', async () => {
    const post = (channel: string) => refusal(client.chat.postMessage({ channel, text: 'x' }));
    expect(await post('nowhere')).toBe('channel_not_found');
    expect(await post('secret')).toBe('channel_not_found');
    expect(await post('elsewhere')).toBe('not_in_channel');
    expect(await post('old')).toBe('is_archived');
    await client.conversations.join({ channel: slack.channelId('elsewhere') });
    await client.chat.postMessage({ channel: 'elsewhere', text: 'x' });
    expect(slack.messages('elsewhere')).toHaveLength(1);
  });
});

describe('chat.postMessage', () => {
  it('keeps text, blocks and metadata, and makes up the ids that are missing', async () => {
    const metadata = { event_type: 'card', event_payload: { experiment: 'E1' } };
    const blocks = [section('x'), actions([{ ...button({ label: 'Go', actionId: 'go' }), action_id: 'go' }])];
    const posted = await client.chat.postMessage({ channel: 'growth', text: 'x & y', blocks, metadata });
    expect(posted).toMatchObject({
      channel: slack.channelId('growth'),
      message: { text: 'x & y', metadata },
    });
    const [message] = slack.messages('growth');
    expect(message).toMatchObject({ ts: posted.ts, metadata, bot_id: 'B0000000001' });
    expect(message?.blocks.map((block) => typeof block['block_id'])).toEqual(['string', 'string']);
  });

  it('gives timestamps from the clock that never repeat', async () => {
    const first = await client.chat.postMessage({ channel: 'growth', text: '1' });
    const second = await client.chat.postMessage({ channel: 'growth', text: '2' });
    expect(first.ts).toMatch(/^1788253200\.\d{6}$/u);
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
  });

  it('cuts text at 40,000 characters', async () => {
    await client.chat.postMessage({ channel: 'growth', text: 'x'.repeat(40_001) });
    expect(slack.messages('growth')[0]?.text).toHaveLength(40_000);
  });

  it('refuses a message without words, and blocks without a fallback', async () => {
    expect(await refusal(client.apiCall('chat.postMessage', { channel: 'growth' }))).toBe('no_text');
    const silent = client.apiCall('chat.postMessage', { channel: 'growth', blocks: [section('x')] });
    expect(await refusal(silent)).toBe('no_text');
  });

  it('says where blocks are wrong', async () => {
    const blocks = [section('x'), { type: 'header', text: { type: 'mrkdwn', text: 'x' } }];
    await expect(client.chat.postMessage({ channel: 'growth', text: 'x', blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be one of plain_text [json-pointer:/blocks/1/text/type]'],
        },
      },
    });
    expect(slack.messages('growth')).toEqual([]);
  });

  it('refuses a picture whose file it does not have', async () => {
    const blocks = [slackImage('F00000404', 'x')];
    expect(await refusal(client.chat.postMessage({ channel: 'growth', text: 'x', blocks }))).toBe(
      'invalid_blocks',
    );
  });

  it('replies in the thread of the parent', async () => {
    const parent = await client.chat.postMessage({ channel: 'growth', text: 'parent' });
    const thread_ts = String(parent.ts);
    const reply = await client.chat.postMessage({ channel: 'growth', text: 'reply', thread_ts });
    await client.chat.postMessage({ channel: 'growth', text: 'reply to reply', thread_ts: String(reply.ts) });
    expect(slack.thread('growth', thread_ts).map((one) => one.text)).toEqual([
      'parent',
      'reply',
      'reply to reply',
    ]);
    expect(slack.messages('growth')).toHaveLength(1);
  });
});

describe('changing what was said', () => {
  it('edits the bot’s own messages and no others', async () => {
    const channel = slack.channelId('growth');
    const { ts } = await client.chat.postMessage({ channel, text: 'old', blocks: [section('old')] });
    await client.chat.update({ channel, ts: String(ts), text: 'new' });
    expect(slack.messages('growth')[0]).toMatchObject({
      text: 'new',
      blocks: [],
      edited: { user: slack.botUserId },
    });
    const said = await slack.as('ada').say('mine', { channel: 'growth' });
    const mine = { channel, ts: said.message?.ts ?? '' };
    expect(await refusal(client.chat.update({ ...mine, text: 'x' }))).toBe('cant_update_message');
    expect(await refusal(client.chat.delete(mine))).toBe('cant_delete_message');
    expect(await refusal(client.chat.update({ channel, ts: '1.1', text: 'x' }))).toBe('message_not_found');
  });

  it('keeps metadata that an edit does not mention, and drops it if told to', async () => {
    const channel = slack.channelId('growth');
    const metadata = { event_type: 'card', event_payload: { experiment: 'E1' } };
    const ts = String((await client.chat.postMessage({ channel, text: 'x', metadata })).ts);
    await client.chat.update({ channel, ts, text: 'y' });
    expect(slack.messages('growth')[0]?.metadata).toEqual(metadata);
    await client.apiCall('chat.update', { channel, ts, text: 'z', metadata: {} });
    expect(slack.messages('growth')[0]).not.toHaveProperty('metadata');
    const wrong = client.apiCall('chat.update', { channel, ts, text: 'z', metadata: { event_type: 'x' } });
    expect(await refusal(wrong)).toBe('invalid_metadata_format');
  });

  it('takes at most 4,000 bytes of text in an edit', async () => {
    const channel = slack.channelId('growth');
    const ts = String((await client.chat.postMessage({ channel, text: 'x' })).ts);
    await client.chat.update({ channel, ts, text: 'x'.repeat(4_000) });
    expect(await refusal(client.chat.update({ channel, ts, text: '—'.repeat(1_334) }))).toBe('msg_too_long');
    expect(await refusal(client.chat.update({ channel, ts, text: '&'.repeat(801) }))).toBe('msg_too_long');
  });

  it('deletes, and links to what is there', async () => {
    const channel = slack.channelId('growth');
    const ts = String((await client.chat.postMessage({ channel, text: 'x' })).ts);
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    expect(permalink).toBe(`https://sandbox.slack.com/archives/${channel}/p${ts.replace('.', '')}`);
    await client.chat.delete({ channel, ts });
    expect(slack.messages('growth')).toEqual([]);
    expect(await refusal(client.chat.getPermalink({ channel, message_ts: ts }))).toBe('message_not_found');
  });

  it('whispers to people who are there', async () => {
    const channel = slack.channelId('growth');
    await client.chat.postEphemeral({ channel, user: slack.userId('ada'), text: 'psst' });
    expect(slack.ephemerals('ada')).toMatchObject([{ text: 'psst' }]);
    expect(slack.messages('growth')).toEqual([]);
    expect(await refusal(client.chat.postEphemeral({ channel, user: 'U404', text: 'psst' }))).toBe(
      'user_not_in_channel',
    );
  });

  it('puts one reaction once', async () => {
    const channel = slack.channelId('growth');
    const timestamp = String((await client.chat.postMessage({ channel, text: 'x' })).ts);
    await client.reactions.add({ channel, timestamp, name: 'eyes' });
    expect(await refusal(client.reactions.add({ channel, timestamp, name: 'eyes' }))).toBe('already_reacted');
    expect(slack.messages('growth')[0]?.reactions).toEqual([{ name: 'eyes', users: [slack.botUserId] }]);
  });
});
