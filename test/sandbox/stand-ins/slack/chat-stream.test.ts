import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { section } from '#block-kit/layout.ts';
import type { Slack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { refusal, startSlackAlone } from './bolt-app.ts';

let slack: Slack;
let client: WebClient;
let place: { channel: string; thread_ts: string; recipient_user_id: string; recipient_team_id: string };

beforeEach(async () => {
  ({ slack, client } = await startSlackAlone());
  const channel = slack.channelId('growth');
  const parent = await client.chat.postMessage({ channel, text: 'parent' });
  place = {
    channel,
    thread_ts: String(parent.ts),
    recipient_user_id: slack.userId('ada'),
    recipient_team_id: 'T0000000001',
  };
});

afterEach(() => slack.close());

describe('streaming with the real helper', () => {
  it('grows a message in a thread, with tasks as cards, and ends it with blocks', async () => {
    const stream = client.chatStream({ ...place, buffer_size: 1 });
    await stream.append({ markdown_text: '**Hel' });
    await stream.append({ markdown_text: 'lo**' });
    await stream.append({
      chunks: [{ type: 'task_update', id: 't', title: 'Design', status: 'in_progress' }],
    });
    expect(reply()).toMatchObject({ text: '**Hello**', streaming: { isOpen: true } });
    await stream.append({
      chunks: [{ type: 'task_update', id: 't', title: 'Design', status: 'complete', output: 'done' }],
    });
    await stream.stop({
      blocks: [section('The end')],
      metadata: { event_type: 'run', event_payload: { id: '1' } },
    });
    expect(reply()).toMatchObject({
      thread_ts: place.thread_ts,
      metadata: { event_type: 'run' },
      streaming: { isOpen: false },
      blocks: [
        { type: 'task_card', status: 'complete' },
        { type: 'markdown', text: '**Hello**' },
        { type: 'section' },
      ],
    });
  });

  it('shows tasks as one plan if asked to', async () => {
    const { ts } = await client.chat.startStream({ ...place, task_display_mode: 'plan' });
    await client.chat.stopStream({
      channel: place.channel,
      ts: String(ts),
      chunks: [
        { type: 'plan_update', title: 'The plan' },
        { type: 'task_update', id: 't', title: 'Design', status: 'pending' },
      ],
    });
    expect(reply()?.blocks).toMatchObject([{ type: 'plan', title: 'The plan', tasks: [{ task_id: 't' }] }]);
  });
});

describe('what streaming refuses', () => {
  it('a stream without a recipient, or in no thread', async () => {
    const { recipient_user_id: _, ...toNobody } = place;
    expect(await refusal(client.chat.startStream(toNobody))).toBe('missing_recipient_user_id');
    expect(await refusal(client.chat.startStream({ ...place, thread_ts: '1.1' }))).toBe('thread_not_found');
  });

  it('more to a message that has ended, or never streamed', async () => {
    const { channel } = place;
    const ts = String((await client.chat.startStream(place)).ts);
    await client.chat.stopStream({ channel, ts });
    const more = { channel, markdown_text: 'x' };
    expect(await refusal(client.chat.appendStream({ ...more, ts }))).toBe('message_not_in_streaming_state');
    expect(await refusal(client.chat.appendStream({ ...more, ts: place.thread_ts }))).toBe(
      'message_not_in_streaming_state',
    );
  });

  it('too much at once, unknown chunks and bad blocks', async () => {
    const { channel } = place;
    const ts = String((await client.chat.startStream(place)).ts);
    const append = (more: object) => refusal(client.apiCall('chat.appendStream', { channel, ts, ...more }));
    expect(await append({ markdown_text: 'x'.repeat(12_001) })).toBe('msg_too_long');
    expect(await append({ chunks: [{ type: 'noise' }] })).toBe('invalid_chunks');
    expect(await append({ chunks: [{ type: 'task_update', id: 't', title: 'x', status: 'done' }] })).toBe(
      'invalid_chunks',
    );
    expect(await append({ chunks: [{ type: 'blocks', blocks: [{ type: 'sektion' }] }] })).toBe(
      'invalid_blocks',
    );
    const last = client.chat.stopStream({ channel, ts, blocks: [{ type: 'alert' }] });
    expect(await refusal(last)).toBe('invalid_blocks');
  });
});

function reply() {
  return slack.thread('growth', place.thread_ts)[1];
}
