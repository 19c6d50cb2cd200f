import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { noPace } from '#adapters/slack/pace.ts';
import { actions, button } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { createVirtualClock, type VirtualClock } from '#sandbox/virtual-clock.ts';
import { MINUTE } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

const NOW = Date.UTC(2026, 8, 1, 9);
const once = { key: 'answer:C:1', mayExist: false, since: NOW };
const whole = message({
  text: 'Gate: running\nIt is running.',
  blocks: [
    section('It is running.'),
    section('Day 3 of 22.'),
    actions([button({ label: 'Talk', actionId: 'talk_to_person', value: '{}' })]),
  ],
});

let slack: Slack;
let clock: VirtualClock;

beforeEach(async () => {
  clock = createVirtualClock(NOW);
  const agent = { ...workspace, scopes: ['assistant:write'] };
  slack = await startSlack({ now: clock.now, signingSecret, botToken, workspace: agent });
});
afterEach(() => slack.close());

function chatOf() {
  return createSlackChat({
    ...{ client: clientOf(slack, botToken), send: fetch, settle: async () => {} },
    ...{ userOf: async () => null, log: silentLogger, pace: noPace, clock },
  });
}

/** Ada asks in a channel; the place of the answer. */
async function asked() {
  const channel = slack.channelId('growth');
  const said = await slack.as('ada').say('how is it?', { channel });
  return { channel, threadTs: said.message?.ts ?? '' };
}

const open = (place: { channel: string; threadTs: string }) =>
  chatOf().answer(place, { user: slack.userId('ada'), team: 'T0000000001' }, 'Reading the record', once);

const answerIn = (place: { channel: string; threadTs: string }) =>
  slack.thread(place.channel, place.threadTs).at(-1);

describe('an answer', () => {
  it('shows what is worked on, then grows block by block, and has its buttons at the end', async () => {
    const place = await asked();
    const answer = await open(place);
    expect(JSON.stringify(answerIn(place)?.blocks)).toContain('in_progress');
    expect(slack.snapshot().sessions[`${place.channel}:${place.threadTs}`]).toBe('processing');
    expect(await answer.finish('Gate *1*: running', whole)).toBe('shown');
    expect(slack.requests('chat.appendStream')).toHaveLength(3);
    const shown = answerIn(place);
    expect(shown?.blocks.map(({ type }) => type)).toEqual([
      ...['task_card', 'markdown', 'section', 'section', 'actions'],
    ]);
    expect(shown?.text).toContain('Gate \\*1\\*: running');
    expect(shown?.metadata).toMatchObject({ event_payload: { key: once.key } });
    expect(slack.snapshot().sessions[`${place.channel}:${place.threadTs}`]).toBe('active');
  });

  it('that a person stops shows no more, and says that it was stopped', async () => {
    const place = await asked();
    const answer = await open(place);
    await slack.as('ada').stopAgent({ channel: place.channel, thread: place.threadTs });
    const [growing] = slack.thread(place.channel, place.threadTs).slice(1);
    await chatOf().stopped(place, [growing?.ts ?? ''], 'Stopped.');
    expect(await answer.finish('Gate', whole)).toBe('stopped');
    expect(answerIn(place)?.text).toBe('Stopped.');
    expect(slack.requests('chat.postMessage')).toEqual([]);
  });

  it('that Slack has ended alone, because it took long, is put in its place as a whole', async () => {
    const place = await asked();
    const answer = await open(place);
    clock.advance(6 * MINUTE);
    slack.fail({ method: 'chat.appendStream', kind: { error: 'message_not_in_streaming_state' } });
    slack.fail({ method: 'chat.stopStream', kind: { error: 'message_not_in_streaming_state' } });
    expect(await answer.finish('Gate', whole)).toBe('shown');
    expect(answerIn(place)?.blocks.map(({ type }) => type)).toEqual([
      ...['section', 'section', 'section', 'actions'],
    ]);
  });

  it('that ends early without a word of Slack was stopped by a person', async () => {
    const place = await asked();
    const answer = await open(place);
    slack.fail({ method: 'chat.appendStream', kind: { error: 'message_not_in_streaming_state' } });
    expect(await answer.finish('Gate', whole)).toBe('stopped');
  });

  it('of which a part gets lost is put in its place as a whole', async () => {
    const place = await asked();
    const answer = await open(place);
    slack.fail({ method: 'chat.appendStream', kind: 'http-500' });
    expect(await answer.finish('Gate', whole)).toBe('shown');
    expect(answerIn(place)?.text).toBe(whole.text);
    expect(answerIn(place)?.streaming?.isOpen).toBe(false);
  });

  it('is one message if Slack lets none grow; no Stop is left behind', async () => {
    const place = await asked();
    slack.fail({ method: 'chat.startStream', kind: { error: 'channel_type_not_supported' } });
    const answer = await open(place);
    expect(slack.snapshot().sessions[`${place.channel}:${place.threadTs}`]).toBe('active');
    expect(await answer.finish('Gate', whole)).toBe('shown');
    expect(answerIn(place)?.blocks).toHaveLength(4);
  });
});
