import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliveryId } from '#app/delivery-id.ts';
import { DAY } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { PATIENT } from '#test/support/patience.ts';
import { type Answer, type Attack, sendAll } from './attack.ts';
import { type Ear, openEar } from './ear.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

let ear: Ear;
beforeAll(async () => {
  ear = await openEar();
});
afterAll(() => ear.close());

let gate: Promise<void> | null = null;
let claimFails = false;
let bot: ListeningBot;
beforeEach(async () => {
  [gate, claimFails] = [null, false];
  ear.heard.length = 0;
  bot = await startListening((store) => ({
    ...store,
    claim: async (scope, key, at) => {
      if (scope === 'inbound' && claimFails) {
        throw ownFault('store.unreachable', 'no answer');
      }
      if (scope === 'inbound') await gate;
      return store.claim(scope, key, at);
    },
  }));
});
afterEach(() => bot.close());

function commandOf(text: string, trigger: string): Attack {
  const body = new URLSearchParams({
    ...{ command: '/experiment', text, user_id: 'U0000000ADA', channel_id: 'C000000GROW' },
    ...{ team_id: 'T0000000001', trigger_id: trigger, response_url: ear.url },
  }).toString();
  const contentType = 'application/x-www-form-urlencoded';
  return { name: text, method: 'POST', path: '/slack/events', contentType, body, signature: 'slack' };
}

function send(port: number, given: readonly Attack[]) {
  const { slack } = bot.sandbox.config;
  return sendAll(port, given, { slack: slack.signingSecret, github: '' });
}

/** How many of these answers show the list, while every other says that it is a repetition. */
function dealtWith(answers: readonly Answer[]): number {
  const repeated = answers.filter(({ text }) => text.includes('was dealt with once'));
  const listed = answers.filter(({ text }) => text.includes('There is no experiment yet'));
  expect(repeated.length + listed.length).toBe(answers.length);
  return listed.length;
}

describe('the id of a delivery', () => {
  it.each([
    [{ event_id: 'Ev1', trigger_id: 't' }, 'event_id:Ev1'],
    [{ trigger_id: '1.2.3' }, 'trigger_id:1.2.3'],
    [{ trigger_id: '' }, null],
    [{ event_id: 7 }, null],
    [null, null],
    ['text', null],
  ])('of %j is %j', (body, id) => {
    expect(deliveryId(body)).toBe(id);
  });
});

describe('a delivery that comes again', () => {
  it('is dealt with once, however many come at the same time', async () => {
    const answers = await send(bot.port, Array(3).fill(commandOf('list', 'trigger-1')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(dealtWith(answers)).toBe(1);
    expect(dealtWith(await send(bot.port, [commandOf('list', 'trigger-1')]))).toBe(0);
  });

  it('is dealt with once by two replicas over one store', async () => {
    const other = await bot.another();
    const copies: readonly Attack[] = Array(3).fill(commandOf('list', 'trigger-2'));
    const answers = await Promise.all([send(bot.port, copies), send(other.port, copies)]);
    expect(answers.flat().map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(dealtWith(answers.flat())).toBe(1);
  });

  it('is dealt with again if it is another act with the same words', async () => {
    const answers = await send(bot.port, [commandOf('list', 'trigger-3'), commandOf('list', 'trigger-4')]);
    expect(dealtWith(answers)).toBe(2);
  });

  it('is remembered for two days', async () => {
    const again = async () => dealtWith(await send(bot.port, [commandOf('list', 'trigger-5')]));
    await bot.bot.jobs.tick();
    expect(await again()).toBe(1);
    bot.sandbox.clock.advance(2 * DAY);
    await bot.bot.jobs.tick();
    expect(await again()).toBe(0);
    bot.sandbox.clock.advance(DAY);
    await bot.bot.jobs.tick();
    expect(await again()).toBe(1);
  });
});

describe('a store that is slow', () => {
  it('lets commands, presses and forms be acknowledged in time, and dealt with when it answers', async () => {
    const { slack } = bot.sandbox;
    const { key } = await bot.propose();
    await slack.as('sam').command('/experiment', 'Show the price before the cart', { channel: 'growth' });
    const view = await vi.waitUntil(() => slack.openViews('sam').at(-1), PATIENT);
    const plan = slack
      .snapshot()
      .messages.find(({ blocks }) => JSON.stringify(blocks).includes('approve_plan'));
    if (plan === undefined) throw new Error('there is no plan to approve');
    const { promise, resolve: open } = Promise.withResolvers<void>();
    gate = promise;
    const [typed, pressed, sent] = await Promise.all([
      slack.as('ada').command('/experiment', 'list', { channel: 'growth' }),
      slack.as('priya').press(plan, { actionId: 'approve_plan' }),
      slack.as('sam').submitModal(view, {}),
    ]);
    expect([typed.status, pressed.status, sent.status]).toEqual([200, 200, 200]);
    expect(typed.body).toContain('This takes longer than usual');
    expect(sent.errors).toEqual({ idea: expect.stringContaining('This takes longer than usual') });
    await vi.waitUntil(
      () => slack.ephemerals('priya').some(({ text }) => text.includes('takes longer')),
      PATIENT,
    );
    expect((await bot.bot.coPilot.load(key))?.design?.approvals).toEqual([]);
    open();
    await vi.waitUntil(async () => (await bot.store.experimentKeys(null, 9)).length === 2, PATIENT);
    await vi.waitUntil(
      async () => (await bot.bot.coPilot.load(key))?.design?.approvals.length === 1,
      PATIENT,
    );
    await vi.waitUntil(
      () => slack.ephemerals('ada').some(({ text }) => text.includes('experiment')),
      PATIENT,
    );
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a store that cannot be reached', () => {
  it('is told to Slack as a failure, so that it does not look like a success', async () => {
    claimFails = true;
    const [answer] = await send(bot.port, [commandOf('list', 'trigger-6')]);
    expect(answer?.status).toBe(500);
    expect(bot.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { type: 'command', code: 'store.unreachable' } },
    ]);
    claimFails = false;
    expect(dealtWith(await send(bot.port, [commandOf('list', 'trigger-6')]))).toBe(1);
  });
});

describe('something that is none of ours', () => {
  const team = { id: 'T0000000001', domain: 'sandbox' };
  const user = { id: 'U0000000ADA', team_id: team.id };
  const interaction = (payload: Readonly<Record<string, unknown>>): Attack => ({
    ...commandOf('', ''),
    body: new URLSearchParams({ payload: JSON.stringify({ user, team, ...payload }) }).toString(),
  });
  const view = { callback_id: 'gone', private_metadata: '', state: { values: {} } };

  it('is told in a form that was tampered with', async () => {
    const values = { reason: { reason: { type: 'plain_text_input', value: 'It is not worth it' } } };
    const forms = ['', '{', 'null', '"x"', '{"experiment":1}'].map((metadata) =>
      interaction({
        type: 'view_submission',
        view: { callback_id: 'reject_plan', private_metadata: metadata, state: { values } },
      }),
    );
    const answers = await send(bot.port, forms);
    const errors = { reason: 'This form is too old. Close it and open it again.' };
    for (const { text } of answers) expect(JSON.parse(text)).toEqual({ response_action: 'errors', errors });
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is answered at once, with words if Slack shows some', async () => {
    const blocks = [{ type: 'section' }, { type: 'input', block_id: 'name' }];
    const actions = [{ action_id: 'gone', value: '{}' }];
    const answers = await send(bot.port, [
      {
        ...commandOf('', 'a'),
        body: commandOf('x', 'a').body.toString().replace('%2Fexperiment', '%2Fother'),
      },
      interaction({ type: 'view_submission', view: { ...view, blocks } }),
      interaction({ type: 'view_submission', view }),
      interaction({ type: 'block_suggestion', action_id: 'gone' }),
      interaction({ type: 'shortcut', callback_id: 'gone', trigger_id: 'b' }),
      interaction({ type: 'block_actions', actions, trigger_id: 'c', response_url: ear.url }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const words =
      'This is not understood any more. Use the newest message, or type `/experiment help` in the channel.';
    expect(answers.map(({ text }) => (text === '' ? null : JSON.parse(text)))).toEqual([
      { response_type: 'ephemeral', text: words },
      { response_action: 'errors', errors: { name: words } },
      null,
      { options: [] },
      null,
      null,
    ]);
    expect(ear.heard.map((text) => JSON.parse(text))).toEqual([
      { text: words, response_type: 'ephemeral', replace_original: false },
    ]);
  });
});
