import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actions, button } from '#block-kit/buttons.ts';
import { selectMenu } from '#block-kit/choices.ts';
import { textInput } from '#block-kit/inputs.ts';
import { modal } from '#block-kit/view.ts';
import type { SlackView } from '#sandbox/stand-ins/slack/state.ts';
import { refusal, type Setting, startSetting } from './bolt-app.ts';

const step = (title: string, more: { notifyOnClose?: boolean; externalId?: string } = {}) =>
  modal({
    title,
    callbackId: title,
    submit: 'Next',
    blocks: [
      textInput({ label: 'Name', blockId: 'name', actionId: 'value', optional: true }),
      actions(
        [
          button({ label: 'Deeper', actionId: 'deeper' }),
          selectMenu({ actionId: 'size', choices: [{ value: 's', label: 'Small' }] }),
        ],
        'row',
      ),
    ],
    ...more,
  });

let setting: Setting;
let trigger: string;
let heard: unknown[];

beforeEach(async () => {
  heard = [];
  setting = await startSetting((app) => {
    app.command('/open', async ({ ack, body }) => {
      trigger = body.trigger_id;
      await ack();
    });
    app.action('deeper', async ({ ack, body }) => {
      trigger = 'trigger_id' in body ? body.trigger_id : '';
      await ack();
    });
    app.action('size', async ({ ack, body }) => {
      heard.push('view' in body ? body.view?.state.values : undefined);
      await ack();
    });
    app.view('answers-push', ({ ack }) => ack({ response_action: 'push', view: step('pushed') }));
    app.view('answers-update', ({ ack }) => ack({ response_action: 'update', view: step('updated') }));
    app.view('answers-clear', ({ ack }) => ack({ response_action: 'clear' }));
    app.view('answers-badly', ({ ack }) => ack({ response_action: 'errors', errors: { row: 'no input' } }));
    app.view('plain', ({ ack }) => ack());
    app.view({ type: 'view_closed', callback_id: 'told' }, async ({ ack, body }) => {
      heard.push('is_cleared' in body && body.is_cleared);
      await ack();
    });
  });
});

afterEach(() => setting.close());

describe('triggers', () => {
  it('open one modal, once', async () => {
    await newTrigger();
    await open(step('plain'));
    expect(await refusal(open(step('plain')))).toBe('exchanged_trigger_id');
    expect(await refusal(setting.app.client.views.open({ trigger_id: 'x.y.z', view: step('plain') }))).toBe(
      'invalid_trigger_id',
    );
  });

  it('last three seconds of the workspace clock', async () => {
    await newTrigger();
    setting.clock.pass(3_000);
    await open(step('plain'));
    await newTrigger();
    setting.clock.pass(3_001);
    expect(await refusal(open(step('plain')))).toBe('expired_trigger_id');
  });

  it('are not used up by a view that Slack refuses', async () => {
    await newTrigger();
    expect(
      await refusal(open({ ...step('plain'), title: { type: 'plain_text', text: 'x'.repeat(25) } })),
    ).toBe('invalid_arguments');
    await open(step('plain'));
  });
});

describe('the stack of modals', () => {
  it('is three deep and no deeper', async () => {
    await newTrigger();
    await open(step('one'));
    for (const title of ['two', 'three']) {
      await deeper();
      await push(title);
    }
    expect(titles()).toEqual(['one', 'two', 'three']);
    const [first, second, third] = setting.slack.openViews('ada');
    expect(second).toMatchObject({ root_view_id: first?.id, previous_view_id: first?.id });
    expect(third).toMatchObject({ root_view_id: first?.id, previous_view_id: second?.id });
    await deeper();
    expect(await refusal(push('four'))).toBe('push_limit_reached');
  });

  it('follows what the bot answers to a submission', async () => {
    await newTrigger();
    await open(step('answers-push'));
    await submit();
    expect(titles()).toEqual(['answers-push', 'pushed']);
    await setting.slack.as('ada').closeModal(top());
    expect(titles()).toEqual(['answers-push']);
    await newTrigger();
    await open(step('answers-update'));
    await submit();
    expect(titles()).toEqual(['updated']);
    await newTrigger();
    await open(step('answers-clear'));
    await submit();
    expect(titles()).toEqual([]);
  });

  it('shows the person that errors which name no input are no good', async () => {
    await newTrigger();
    await open(step('answers-badly'));
    expect((await submit()).problem).toMatch(/row/u);
    expect(titles()).toEqual(['answers-badly']);
  });

  it('tells the bot of a closing only if it asked', async () => {
    await newTrigger();
    await open(step('silent'));
    expect(await setting.slack.as('ada').closeModal(top())).toMatchObject({ isSent: false });
    await newTrigger();
    await open(step('told', { notifyOnClose: true }));
    expect(await setting.slack.as('ada').closeModal(top())).toMatchObject({ status: 200 });
    expect(heard).toEqual([false]);
  });

  it('keeps what was chosen, in the next payload and through an update', async () => {
    await newTrigger();
    await open(step('plain'));
    await setting.slack.as('ada').select(top(), { actionId: 'size' }, 'Small');
    expect(heard).toMatchObject([
      { name: { value: { value: null } }, row: { size: { selected_option: { value: 's' } } } },
    ]);
    await setting.app.client.views.update({ view_id: top().id, view: step('again') });
    expect(top().state.values).toMatchObject({ row: { size: { selected_option: { value: 's' } } } });
  });
});

describe('changing an open modal', () => {
  it('is refused with an old hash, and if it is no longer open', async () => {
    const { client } = setting.app;
    await newTrigger();
    await open(step('one', { externalId: 'mine' }));
    const { hash, id } = top();
    await client.views.update({ external_id: 'mine', hash, view: step('two') });
    expect(await refusal(client.views.update({ view_id: id, hash, view: step('three') }))).toBe(
      'hash_conflict',
    );
    await setting.slack.as('ada').closeModal(top());
    expect(await refusal(client.views.update({ view_id: id, view: step('three') }))).toBe('not_found');
  });

  it('is not possible for a person who is looking at another one', async () => {
    await newTrigger();
    await open(step('one'));
    const below = top();
    await deeper();
    await push('two');
    expect(() => setting.slack.as('ada').submitModal(below, {})).toThrow(/looking at/u);
  });
});

async function newTrigger(): Promise<void> {
  await setting.slack.as('ada').command('/open', '', { channel: 'growth' });
}

function open(view: ReturnType<typeof step>) {
  return setting.app.client.views.open({ trigger_id: trigger, view });
}

function push(title: string) {
  return setting.app.client.views.push({ trigger_id: trigger, view: step(title) });
}

async function deeper(): Promise<void> {
  await setting.slack.as('ada').press(top(), { label: 'Deeper' });
}

function submit() {
  return setting.slack.as('ada').submitModal(top(), {});
}

function top(): SlackView {
  const view = setting.slack.openViews('ada').at(-1);
  if (view === undefined) throw new Error('no modal is open');
  return view;
}

function titles(): readonly string[] {
  return setting.slack.openViews('ada').map((view) => view.callback_id);
}
