import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '#adapters/slack/chat.ts';
import { noPace } from '#adapters/slack/pace.ts';
import { plainBlocks } from '#adapters/slack/plain-blocks.ts';
import { actions, button } from '#block-kit/buttons.ts';
import { context, fields, header, section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { lintMessageBlocks } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { type Slack, startSlack } from '#sandbox/stand-ins/slack/start-slack.ts';
import { systemClock } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { botToken, clientOf, signingSecret, workspace } from '#test/sandbox/stand-ins/slack/bolt-app.ts';

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack({ now: () => 0, signingSecret, botToken, workspace });
});
afterEach(() => slack.close());

const chat = () =>
  createSlackChat({
    client: clientOf(slack, botToken),
    send: fetch,
    settle: async () => {},
    userOf: async () => null,
    log: silentLogger,
    pace: noPace,
    clock: systemClock,
  });

const pause = actions([button({ label: 'Pause', actionId: 'pause', value: 'v' })]);
const report: ChatMessage = {
  text: 'Look 1',
  blocks: [
    header('First look'),
    section('*Goal* better'),
    fields(['one', 'two']),
    context(['small <print>']),
    pause,
  ],
};
const post = (message: ChatMessage) =>
  chat().post({ channel: slack.channelId('growth'), threadTs: null }, message, {
    key: 'gate:1:0',
    mayExist: false,
    since: 0,
  });
const refuse = (times: number, error = 'invalid_blocks') =>
  slack.fail({ method: 'chat.postMessage', kind: { error }, times });

describe('a report whose blocks Slack refuses', () => {
  it.each(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'])(
    'by %s is posted in plain words with its buttons',
    async (error) => {
      refuse(1, error);
      await post(report);
      const [message] = slack.messages('growth');
      const words = JSON.stringify(message?.blocks);
      for (const word of ['First look', '*Goal* better', 'one two', 'small <print>'])
        expect(words).toContain(word);
      expect(message?.blocks.at(-1)).toMatchObject({ type: 'actions', elements: [{ action_id: 'pause' }] });
    },
  );

  it('is posted as its text alone if Slack takes no blocks at all', async () => {
    refuse(2);
    await post(report);
    expect(slack.messages('growth')).toMatchObject([{ text: 'Look 1', blocks: [] }]);
  });

  it('is no message if Slack refuses something else', async () => {
    refuse(1, 'is_archived');
    await expect(post(report)).rejects.toMatchObject({ kind: 'closed' });
    expect(slack.requests('chat.postMessage')).toHaveLength(1);
  });
});

describe('plain blocks', () => {
  it('are taken by Slack, however long the words are', () => {
    const long = Array.from({ length: 80 }, (_, at) => section(`${at} ${'x'.repeat(2_900)}`));
    const plain = plainBlocks([...long, pause]);
    expect(lintMessageBlocks(plain)).toEqual([]);
    expect(plain.at(-1)).toEqual(pause);
  });

  it('keep a button at the side of a paragraph, and none of its words', () => {
    const details = button({ label: 'Details', actionId: 'details', value: 'v' });
    expect(plainBlocks([section('x', { accessory: details })])).toEqual([section('x'), actions([details])]);
  });

  it('are none if there is nothing to say', () => {
    expect(plainBlocks([])).toEqual([]);
  });
});
