import type { BlockAction } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions, button } from '#block-kit/buttons.ts';
import { radioButtons, staticSelect } from '#block-kit/choices.ts';
import { numberInput, textInput } from '#block-kit/inputs.ts';
import { section } from '#block-kit/layout.ts';
import { home, modal } from '#block-kit/view.ts';
import type { SlackMessage, SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { type Setting, startSetting } from './bolt-app.ts';

const choices = [
  { value: 'd1', label: 'Day 1' },
  { value: 'd7', label: 'Day 7' },
];
const form = modal({
  title: 'New experiment',
  callbackId: 'new-experiment',
  submit: 'Propose',
  privateMetadata: 'C1',
  blocks: [
    textInput({ label: 'Idea', blockId: 'idea', actionId: 'value', minLength: 5 }),
    numberInput({ label: 'Share', blockId: 'share', actionId: 'value', initial: 50, min: 1, max: 100 }),
    staticSelect({ label: 'Metric', blockId: 'metric', actionId: 'value', choices, optional: true }),
    radioButtons({ label: 'Risk', blockId: 'risk', actionId: 'value', choices, initial: 'd7' }),
  ],
});
const card = {
  text: 'Approve?',
  blocks: [
    section('*Approve?*'),
    actions([
      button({ label: 'Approve', actionId: 'approve', value: 'E1', style: 'primary' }),
      button({ label: 'Reject', actionId: 'reject', value: 'E1', style: 'danger' }),
    ]),
  ],
};

let setting: Setting;
let submitted: unknown;

beforeEach(async () => {
  submitted = undefined;
  setting = await startSetting((app) => {
    app.command('/experiment', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: form });
    });
    app.view('new-experiment', async ({ ack, view, client }) => {
      submitted = view.state.values;
      if (view.state.values['idea']?.['value']?.value === 'wrong') {
        await ack({ response_action: 'errors', errors: { idea: 'Say more.' } });
        return;
      }
      await ack();
      await client.chat.postMessage({ channel: 'growth', ...card });
    });
    app.action<BlockAction>('approve', async ({ ack, respond, body, client }) => {
      await ack();
      await respond({ text: 'Noted.', response_type: 'ephemeral', replace_original: false });
      const { container } = body;
      await client.chat.update({
        channel: container['channel_id'],
        ts: container['message_ts'],
        text: 'Approved',
      });
    });
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: home({ blocks: [section('Welcome')] }) });
    });
    app.event('app_mention', async ({ event, client }) => {
      await client.chat.postMessage({
        channel: event.channel,
        text: 'Yes?',
        thread_ts: event.thread_ts ?? event.ts,
      });
    });
  });
});

afterEach(() => setting.close());

describe('a journey through the stand-in', () => {
  it('goes from command to modal to message to button to update', async () => {
    const { slack } = setting;
    const ada = slack.as('ada');
    expect(await ada.command('/experiment', 'an idea', { channel: 'growth' })).toMatchObject({
      status: 200,
      problem: null,
    });
    const view = await onlyView();
    expect(view).toMatchObject({ callback_id: 'new-experiment', private_metadata: 'C1' });

    expect(await ada.submitModal(view, { Idea: 'Move the gate', metric: 'Day 7' })).toMatchObject({
      status: 200,
    });
    expect(submitted).toMatchObject({
      idea: { value: { type: 'plain_text_input', value: 'Move the gate' } },
      share: { value: { type: 'number_input', value: '50' } },
      metric: { value: { selected_option: { value: 'd7' } } },
      risk: { value: { selected_option: { value: 'd7' } } },
    });
    expect(slack.openViews('ada')).toEqual([]);

    const message = await onlyMessage();
    expect(message).toMatchObject({ text: 'Approve?', user: slack.botUserId });
    expect(await slack.as('grace').press(message, { label: 'Approve' })).toMatchObject({ status: 200 });
    await expect.poll(() => slack.messages('growth')[0]?.text).toBe('Approved');
    expect(slack.messages('growth')[0]).toMatchObject({ blocks: [], edited: { user: slack.botUserId } });
    expect(slack.ephemerals('grace').map((one) => one.text)).toEqual(['Noted.']);
    expect(slack.ephemerals('ada')).toEqual([]);
  });

  it('sends null for a field that was not touched', async () => {
    await openForm();
    await setting.slack.as('ada').submitModal(await onlyView(), { idea: 'An idea' });
    expect(submitted).toMatchObject({ metric: { value: { selected_option: null } } });
    await onlyMessage();
  });

  it('keeps the modal open with the errors of the bot', async () => {
    await openForm();
    const sent = await setting.slack.as('ada').submitModal(await onlyView(), { idea: 'wrong' });
    expect(sent.errors).toEqual({ idea: 'Say more.' });
    expect(setting.slack.openViews('ada')).toHaveLength(1);
    expect(setting.slack.openViews('ada')[0]?.state.values).toMatchObject({
      idea: { value: { value: 'wrong' } },
    });
  });

  it('keeps back what Slack itself would not send', async () => {
    await openForm();
    const sent = await setting.slack.as('ada').submitModal(await onlyView(), { idea: 'abc', share: '101' });
    expect(sent).toMatchObject({ isSent: false, status: 0 });
    expect(Object.keys(sent.errors)).toEqual(['idea', 'share']);
    expect(submitted).toBeUndefined();
  });

  it('opens a Home', async () => {
    await setting.slack.as('linus').openHome();
    await expect.poll(() => setting.slack.home('linus')?.blocks).toMatchObject([{ type: 'section' }]);
    expect(setting.slack.home('ada')).toBeUndefined();
  });

  it('hears its name and answers in the thread', async () => {
    const said = await setting.slack.as('ada').mention('how are you?', { channel: 'growth' });
    const ts = said.message?.ts ?? '';
    await expect
      .poll(() => setting.slack.thread('growth', ts).map((one) => one.text))
      .toEqual([`<@${setting.slack.botUserId}> how are you?`, 'Yes?']);
  });
});

async function openForm(): Promise<void> {
  await setting.slack.as('ada').command('/experiment', '', { channel: 'growth' });
}

async function onlyView(): Promise<SlackView> {
  await expect.poll(() => setting.slack.openViews('ada').length).toBe(1);
  const [view] = setting.slack.openViews('ada');
  if (view === undefined) throw new Error('no modal');
  return view;
}

async function onlyMessage(): Promise<SlackMessage> {
  await expect.poll(() => setting.slack.messages('growth').length).toBe(1);
  const [message] = setting.slack.messages('growth');
  if (message === undefined) throw new Error('no message');
  return message;
}
