import { describe, expect, it } from 'vitest';
import { saidIn, stoppedIn } from '#app/said-in.ts';

const BOT = 'U0000000BOT';
const told = { user: 'U1', team: 'T1', channel: 'C1', ts: '2.0', text: `<@${BOT}> how is it doing?` };
const body = (event: object) => ({ type: 'event_callback', team_id: 'T1', event: { ...told, ...event } });

describe('what is said to the bot', () => {
  it('is a mention in a thread, without the mention', () => {
    expect(saidIn(body({ type: 'app_mention', thread_ts: '1.0' }), BOT)).toEqual({
      ...{ user: 'U1', team: 'T1', channel: 'C1', threadTs: '1.0', ts: '2.0' },
      ...{ text: 'how is it doing?', isDirect: false },
    });
  });

  it('is without the mention right after a start, as the event names the bot', () => {
    const authorizations = [{ enterprise_id: null, team_id: 'T1', user_id: BOT, is_bot: true }];
    const first = { ...body({ type: 'app_mention' }), authorizations };
    expect(saidIn(first, undefined)?.text).toBe('how is it doing?');
    expect(saidIn({ ...body({ type: 'app_mention', user: BOT }), authorizations }, undefined)).toBeNull();
    const odd = { ...first, authorizations: 'none' };
    expect(saidIn(odd, BOT)?.text).toBe('how is it doing?');
  });

  it('is a direct message, of a person of another company by their own workspace', () => {
    const event = { type: 'message', channel_type: 'im', text: 'a &amp; b', user_team: 'T2' };
    expect(saidIn(body(event), BOT)).toMatchObject({
      team: 'T2',
      threadTs: null,
      text: 'a & b',
      isDirect: true,
    });
  });

  it('keeps no id of another person, and asks how it stands if there are no words', () => {
    const text = (words: string) => saidIn(body({ type: 'app_mention', text: words }), BOT)?.text;
    expect(text(`<@${BOT}> did <@U7|sam> approve?`)).toBe('did a person approve?');
    expect(text(`<@${BOT}>`)).toBe('How does it stand?');
  });

  it.each([
    ['a word in a channel', { type: 'message', channel_type: 'channel' }],
    ['a word in a private channel', { type: 'message', channel_type: 'group' }],
    ['a word in a group message', { type: 'message', channel_type: 'mpim' }],
    [
      'a mention in a direct message, which comes as a message too',
      { type: 'app_mention', channel_type: 'im' },
    ],
    ['a program', { type: 'app_mention', bot_id: 'B1' }],
    ['an edit', { type: 'message', channel_type: 'im', subtype: 'message_changed' }],
    ['an edited mention', { type: 'app_mention', edited: { user: 'U1', ts: '3.0' } }],
    ['the bot itself', { type: 'app_mention', user: BOT }],
    ['a message without a person', { type: 'app_mention', user: undefined }],
    ['another event', { type: 'reaction_added' }],
  ])('is not %s', (_name, event) => {
    expect(saidIn(body(event), BOT)).toBeNull();
  });

  it('ends by Slack’s Stop, which names what it ended', () => {
    const event = { type: 'agent_session_stopped', channel: 'C1', user: 'U1', thread_ts: '1.0' };
    expect(stoppedIn({ event: { ...event, streaming_message_ts: ['2.0'] } })).toEqual({
      ...{ channel: 'C1', threadTs: '1.0', answers: ['2.0'] },
    });
    expect(stoppedIn(body({ type: 'app_mention' }))).toBeNull();
  });
});
