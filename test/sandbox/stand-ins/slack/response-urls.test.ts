import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actions, button } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import { PATIENT } from '#test/support/patience.ts';
import { type Setting, startSetting } from './bolt-app.ts';

const question = { text: 'Sure?', blocks: [actions([button({ label: 'Yes', actionId: 'yes' })])] };

let setting: Setting;
let address: string;

beforeEach(async () => {
  setting = await startSetting((app) => {
    app.command('/ask', async ({ ack, command }) => {
      address = command.response_url;
      await ack();
    });
    app.command('/whisper', ({ ack }) => ack({ ...question, response_type: 'ephemeral' }));
    app.command('/shout', ({ ack }) => ack({ ...question, response_type: 'in_channel' }));
    app.action('yes', async ({ ack, body }) => {
      address = 'response_url' in body ? body.response_url : '';
      await ack();
    });
  });
});

afterEach(() => setting.close());

describe('a response address', () => {
  it('speaks to the person alone unless told otherwise', async () => {
    await run('/ask');
    expect(await send({ text: 'For you' })).toEqual([200, 'ok']);
    expect(await send({ text: 'For all', response_type: 'in_channel' })).toEqual([200, 'ok']);
    expect(setting.slack.ephemerals('ada').map((one) => one.text)).toEqual(['For you']);
    // So that a test knows which act of a person it answers.
    expect(setting.slack.ephemerals('ada').map((one) => one.came_through)).toEqual([
      address.split('/').at(-1),
    ]);
    expect(setting.slack.messages('growth').map((one) => one.text)).toEqual(['For all']);
  });

  it('works five times', async () => {
    await run('/ask');
    const answers: unknown[] = [];
    for (let use = 0; use < 6; use += 1) answers.push(await send({ text: `${use}` }));
    expect(answers.map(String)).toEqual([...Array.from({ length: 5 }, () => '200,ok'), '404,used_url']);
  });

  it('works for thirty minutes', async () => {
    await run('/ask');
    setting.clock.pass(30 * 60_000);
    expect(await send({ text: 'in time' })).toEqual([200, 'ok']);
    setting.clock.pass(1);
    expect(await send({ text: 'too late' })).toEqual([404, 'expired_url']);
  });

  it('shows the same as an acknowledgement does, and refuses the same', async () => {
    const { slack, app } = setting;
    const words = { response_type: 'ephemeral', ...question } as const;
    app.command('/both', async ({ ack, respond }) => {
      await ack(words);
      await respond(words);
    });
    const empty = { type: 'section', text: { type: 'mrkdwn', text: '' } } as const;
    app.command('/wrong', ({ ack }) => ack({ text: 'x', blocks: [empty] }));
    expect(await slack.as('ada').command('/both', '', { channel: 'growth' })).toMatchObject({
      problem: null,
    });
    await vi.waitUntil(() => slack.ephemerals('ada').length === 2, PATIENT);
    const [one, other] = slack.ephemerals('ada').map(({ ts: _, blocks, ...shown }) => ({
      ...shown,
      blocks: blocks.map(({ block_id: __, ...block }) => block),
    }));
    expect(one).toEqual(other);
    const wrong = await slack.as('ada').command('/wrong', '', { channel: 'growth' });
    expect(wrong).toMatchObject({ status: 200, problem: 'invalid_blocks' });
    expect(slack.ephemerals('ada')).toHaveLength(2);
  });

  it('refuses what Slack would refuse', async () => {
    await run('/ask');
    expect(await send({ text: 'x', blocks: [{ type: 'sektion' }] })).toEqual([400, 'invalid_blocks']);
    expect(await send({})).toEqual([400, 'no_text']);
  });

  it('replaces and deletes a message that was acted on', async () => {
    await run('/shout');
    await pressIn('message');
    expect(await send({ text: 'Done', blocks: [section('Done')], replace_original: true })).toEqual([
      200,
      'ok',
    ]);
    expect(setting.slack.messages('growth')).toMatchObject([{ text: 'Done', blocks: [{ type: 'section' }] }]);
    expect(await send({ delete_original: true })).toEqual([200, 'ok']);
    expect(setting.slack.messages('growth')).toEqual([]);
    expect(await send({ delete_original: true })).toEqual([404, 'message_not_found']);
  });

  it('replaces and deletes a message that only one person sees', async () => {
    await run('/whisper');
    await pressIn('ephemeral');
    await send({ text: 'Done', replace_original: true });
    expect(setting.slack.ephemerals('ada')).toMatchObject([{ text: 'Done', blocks: [] }]);
    await send({ delete_original: true });
    expect(setting.slack.ephemerals('ada')).toEqual([]);
  });

  it('answers in a thread where told so', async () => {
    await run('/shout');
    const ts = setting.slack.messages('growth')[0]?.ts ?? '';
    await run('/ask');
    await send({ text: 'below', response_type: 'in_channel', thread_ts: ts });
    expect(setting.slack.thread('growth', ts).map((one) => one.text)).toEqual(['Sure?', 'below']);
  });
});

async function run(command: string): Promise<void> {
  const sent = await setting.slack.as('ada').command(command, '', { channel: 'growth' });
  expect(sent.problem).toBeNull();
}

async function pressIn(kind: 'message' | 'ephemeral'): Promise<void> {
  const { slack } = setting;
  const [spot] = kind === 'message' ? slack.messages('growth') : slack.ephemerals('ada');
  if (spot === undefined) throw new Error('nothing to press');
  await slack.as('ada').press(spot, { actionId: 'yes' });
}

async function send(body: object): Promise<readonly [number, string]> {
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
  return [response.status, await response.text()];
}
