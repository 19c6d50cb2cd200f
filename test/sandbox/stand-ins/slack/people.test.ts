import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions, button } from '#block-kit/buttons.ts';
import { inputBlock } from '#block-kit/inputs.ts';
import { home, modal } from '#block-kit/view.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { type Setting, startSetting } from './bolt-app.ts';

const ask = {
  text: 'Sure?',
  blocks: [actions([button({ label: 'Yes', actionId: 'yes', value: '1' })], 'row')],
};
const lookup = modal({
  title: 'Look up',
  callbackId: 'lookup',
  submit: 'Go',
  blocks: [
    inputBlock({ label: 'Repository', blockId: 'repo' }, { type: 'external_select', action_id: 'repo_menu' }),
    inputBlock({ label: 'Start', blockId: 'start' }, { type: 'datepicker', action_id: 'value' }),
    inputBlock({ label: 'People', blockId: 'people' }, { type: 'multi_users_select', action_id: 'value' }),
  ],
});

let setting: Setting;
let heard: unknown[];

beforeEach(async () => {
  heard = [];
  setting = await startSetting((app) => {
    app.action('yes', async ({ ack, body, action }) => {
      heard.push({ body, action });
      await ack();
    });
    app.shortcut('propose', async ({ ack, shortcut, client }) => {
      heard.push(shortcut);
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: lookup });
    });
    app.options('repo_menu', async ({ ack, payload }) => {
      await ack({
        options: [{ text: { type: 'plain_text', text: `${payload.value}-shop` }, value: 'shop' }],
      });
    });
    app.view('lookup', async ({ ack, view }) => {
      heard.push(view.state.values);
      await ack();
    });
    app.message(/hello/u, async ({ message }) => {
      heard.push(message);
    });
    app.event('reaction_added', async ({ event }) => {
      heard.push(event);
    });
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: home({ blocks: ask.blocks }) });
    });
  });
});

afterEach(() => setting.close());

describe('what people do, as the bot hears it', () => {
  it('a button in a thread: its place, and what it carries', async () => {
    const { slack, app } = setting;
    const parent = await app.client.chat.postMessage({ channel: 'growth', text: 'parent' });
    const thread_ts = String(parent.ts);
    await app.client.chat.postMessage({ channel: 'growth', thread_ts, ...ask });
    const message = slack.thread('growth', thread_ts)[1];
    if (message === undefined) throw new Error('no reply');
    await slack.as('ada').press(message, { label: 'Yes' });
    expect(heard).toMatchObject([
      {
        action: { type: 'button', action_id: 'yes', block_id: 'row', value: '1' },
        body: {
          container: { type: 'message', message_ts: message.ts, thread_ts, is_ephemeral: false },
          channel: { id: slack.channelId('growth'), name: 'growth' },
          message: { ts: message.ts, thread_ts, text: 'Sure?' },
          user: { id: slack.userId('ada') },
        },
      },
    ]);
  });

  it('an old button: what the person saw is what is sent', async () => {
    const { slack, app } = setting;
    const channel = slack.channelId('growth');
    const { ts } = await app.client.chat.postMessage({ channel, ...ask });
    const [seen] = slack.messages('growth');
    if (seen === undefined) throw new Error('no message');
    await app.client.chat.update({ channel, ts: String(ts), text: 'Done' });
    await slack.as('ada').press(seen, { label: 'Yes' });
    expect(heard).toMatchObject([{ body: { message: { text: 'Sure?' } } }]);
    const [now] = slack.messages('growth');
    if (now === undefined) throw new Error('no message');
    await expect(slack.as('ada').press(now, { label: 'Yes' })).rejects.toThrow(/0 elements/u);
  });

  it('a button on a Home', async () => {
    const { slack } = setting;
    await slack.as('ada').openHome();
    await expect.poll(() => slack.home('ada')).toBeDefined();
    const view = slack.home('ada');
    if (view === undefined) throw new Error('no Home');
    await slack.as('ada').press(view, { actionId: 'yes' });
    expect(heard).toMatchObject([
      { body: { container: { type: 'view', view_id: view.id }, view: { type: 'home' } } },
    ]);
  });

  it('a shortcut, a looked-up option, a day and people', async () => {
    const { slack } = setting;
    await slack.as('ada').shortcut('propose');
    const view = await openView();
    const [{ user, ...global }] = heard as [{ user: object }];
    expect(Object.keys(user).sort()).toEqual(['id', 'team_id', 'username']);
    // It has no place, so nothing can be answered there.
    expect(Object.keys(global).sort()).toEqual([
      'action_ts',
      'callback_id',
      'enterprise',
      'is_enterprise_install',
      'team',
      'token',
      'trigger_id',
      'type',
    ]);
    const options = await slack.as('ada').suggest(view, { actionId: 'repo_menu' }, 'my');
    expect(options).toMatchObject([{ text: { text: 'my-shop' }, value: 'shop' }]);
    const people = [slack.userId('grace'), slack.userId('linus')];
    const sent = await slack
      .as('ada')
      .submitModal(view, { repo: options[0] ?? null, start: '2026-09-02', people });
    expect(sent).toMatchObject({ status: 200, errors: {} });
    expect(heard.at(-1)).toMatchObject({
      repo: { repo_menu: { selected_option: { value: 'shop' } } },
      start: { value: { selected_date: '2026-09-02' } },
      people: { value: { selected_users: people } },
    });
  });

  it('a shortcut on a message', async () => {
    const { slack } = setting;
    const said = await slack.as('grace').say('an idea', { channel: 'growth' });
    if (said.message === null) throw new Error('nothing was said');
    await slack.as('ada').messageShortcut(said.message, 'propose');
    expect(heard).toMatchObject([
      {
        ...{ type: 'message_action', message: { text: 'an idea' }, message_ts: said.message.ts },
        ...{ channel: { name: 'growth' }, response_url: expect.stringMatching(/^http/) },
      },
    ]);
    await openView();
  });

  it('words in a channel where the bot is, and none from elsewhere', async () => {
    const { slack } = setting;
    await slack.as('ada').say('hello there', { channel: 'growth' });
    await expect.poll(() => heard).toMatchObject([{ text: 'hello there', channel_type: 'channel' }]);
    expect(await slack.as('ada').say('hello', { channel: 'elsewhere' })).toMatchObject({ isSent: false });
    await expect(slack.as('grace').say('hello', { channel: 'secret' })).rejects.toThrow(/not in secret/u);
  });

  it('a reaction, once', async () => {
    const { slack, app } = setting;
    await app.client.chat.postMessage({ channel: 'growth', text: 'x' });
    const [message] = slack.messages('growth');
    if (message === undefined) throw new Error('no message');
    await slack.as('ada').react(message, 'tada');
    await expect
      .poll(() => heard)
      .toMatchObject([{ type: 'reaction_added', reaction: 'tada', item: { ts: message.ts } }]);
    expect(await slack.as('ada').react(message, 'tada')).toMatchObject({ problem: 'already_reacted' });
  });

  it('nothing from people who cannot see the button', async () => {
    const { slack, app } = setting;
    const channel = slack.channelId('growth');
    await app.client.chat.postEphemeral({ channel, user: slack.userId('ada'), ...ask });
    const [spot] = slack.ephemerals('ada');
    if (spot === undefined) throw new Error('nothing was whispered');
    await expect(slack.as('grace').press(spot, { label: 'Yes' })).rejects.toThrow(/grace cannot see/u);
    await slack.as('ada').press(spot, { label: 'Yes' });
    expect(heard).toMatchObject([{ body: { container: { is_ephemeral: true, message_ts: spot.ts } } }]);
    expect(heard[0]).not.toHaveProperty('body.message');
  });

  it('nothing at all from people, inputs or options that are not there', async () => {
    const { slack } = setting;
    expect(() => slack.as('nobody')).toThrow(/no person is called nobody/u);
    await slack.as('ada').shortcut('propose');
    const view = await openView();
    await expect(slack.as('ada').submitModal(view, { nothing: 'x' })).rejects.toThrow(/no input nothing/u);
    await expect(slack.as('ada').submitModal(view, { repo: 'elsewhere' })).rejects.toThrow(
      /no option elsewhere/u,
    );
  });
});

async function openView(): Promise<SlackView> {
  await expect.poll(() => setting.slack.openViews('ada').length).toBe(1);
  const [view] = setting.slack.openViews('ada');
  if (view === undefined) throw new Error('no modal');
  return view;
}
