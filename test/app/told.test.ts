import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '#ports/store.ts';
import { fieldsOf } from '#sandbox/stand-ins/slack/fields.ts';
import { everyElement } from '#sandbox/stand-ins/slack/people/find-element.ts';
import { ownFault } from '#shared/errors.ts';
import { PATIENT } from '#test/support/patience.ts';
import { type Answer, type Attack, sendAll } from './attack.ts';
import { type Ear, openEar } from './ear.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

const CONTENT_TYPE = 'application/x-www-form-urlencoded';
const FAULT = /^That did not work \(error \w+\)/;

let ear: Ear;
beforeAll(async () => {
  ear = await openEar();
});
afterAll(() => ear.close());

let appendFails = false;
let gate: Promise<void> | null = null;
let bot: ListeningBot;
beforeEach(async () => {
  [appendFails, gate, ear.isDeaf] = [false, null, false];
  ear.heard.length = 0;
  bot = await startListening((store: Store) => ({
    ...store,
    append: async (commit) => {
      if (appendFails) throw ownFault('store.unreachable', 'no answer');
      await gate;
      return store.append(commit);
    },
  }));
});
afterEach(() => bot.close());

let triggers = 0;
function post(fields: Readonly<Record<string, string>>): Attack {
  const body = new URLSearchParams(fields).toString();
  const signature = 'slack';
  return { name: '', method: 'POST', path: '/slack/events', contentType: CONTENT_TYPE, body, signature };
}

function typed(text: string, person = 'ada'): Attack {
  triggers += 1;
  const user = bot.sandbox.slack.userId(person);
  return post({
    ...{ command: '/experiment', text, user_id: user, channel_id: 'C000000GROW', team_id: 'T0000000001' },
    ...{ trigger_id: `typed-${triggers}`, response_url: ear.url },
  });
}

function interaction(type: string, person: string, more: Readonly<Record<string, unknown>>): Attack {
  triggers += 1;
  const team = { id: 'T0000000001', domain: 'sandbox' };
  const user = { id: bot.sandbox.slack.userId(person), team_id: team.id };
  return post({
    payload: JSON.stringify({ type, user, team, trigger_id: `done-${triggers}`, ...more }),
  });
}

/** The value of this button in the thread, which a form that it opens carries along. */
function buttonValue(actionId: string): string {
  const { messages } = bot.sandbox.slack.snapshot();
  const elements = messages.flatMap(({ blocks }) => everyElement(blocks)).map(({ element }) => element);
  return String(elements.findLast((element) => element['action_id'] === actionId)?.['value']);
}

function pressed(person: string, actionId: string): Attack {
  const actions = [{ type: 'button', action_id: actionId, block_id: 'b', value: buttonValue(actionId) }];
  const channel = { id: 'C000000GROW', name: 'growth' };
  return interaction('block_actions', person, { actions, channel, response_url: ear.url });
}

function submitted(person: string): Attack {
  const reason = { type: 'plain_text_input', value: 'It is not worth it' };
  const blocks = [{ type: 'input', block_id: 'reason' }];
  const state = { values: { reason: { reason } } };
  const view = { callback_id: 'reject_plan', private_metadata: buttonValue('reject_plan'), state, blocks };
  return interaction('view_submission', person, { view });
}

async function send(given: Attack): Promise<Answer> {
  const { signingSecret } = bot.sandbox.config.slack;
  const [answer] = await sendAll(bot.port, [given], { slack: signingSecret, github: '' });
  if (answer === undefined) throw new Error('nothing was answered');
  return answer;
}

function heard(): readonly string[] {
  return ear.heard.map((words) => String(fieldsOf(JSON.parse(words))['text']));
}

function told({ text }: Answer): unknown {
  return text === '' ? '' : fieldsOf(JSON.parse(text))['text'];
}

describe('a command', () => {
  it('is answered in its acknowledgement, and nothing goes to the response address', async () => {
    ear.isDeaf = true;
    const list = await send(typed('list'));
    expect(list.status).toBe(200);
    expect(JSON.parse(list.text)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('There is no experiment yet'),
      blocks: [{ type: 'section' }],
    });
    for (const [text, words] of [
      ['help', 'What /experiment can do'],
      ['lst', 'I do not know "lst". Did you mean'],
      ['status gone', 'There is no experiment "gone"'],
      ['retry gone', 'Nothing has failed in `gone`'],
      ['forget', 'Name the person'],
    ] as const) {
      expect(told(await send(typed(text)))).toContain(words);
    }
  });

  it('says in it what was done, refused, or failed', async () => {
    const { key } = await bot.propose();
    ear.isDeaf = true;
    expect(told(await send(typed(`pause ${key}`)))).toContain('Pausing is not possible now');
    appendFails = true;
    expect(told(await send(typed(`cancel ${key} too early`, 'priya')))).toMatch(FAULT);
    appendFails = false;
    expect(told(await send(typed(`cancel ${key} too early`, 'priya')))).toBe(`Cancelled \`${key}\`.`);
  });

  it('says in it that a form could not be opened', async () => {
    bot.sandbox.slack.fail({ method: 'views.open', kind: 'http-500' });
    ear.isDeaf = true;
    expect(told(await send(typed('Show the price before the cart')))).toMatch(FAULT);
  });

  it('says what an admin has to change if Slack does not let the bot in, and not to try again', async () => {
    bot.sandbox.slack.fail({ method: 'views.open', kind: { error: 'invalid_auth' } });
    ear.isDeaf = true;
    const words = told(await send(typed('create Show the price before the cart')));
    expect(words).toMatch(FAULT);
    expect(words).toContain(
      'Slack does not accept the token. Set SLACK_BOT_TOKEN anew. An admin of the bot has to change that;',
    );
    expect(words).not.toContain('try again in a minute');
  });

  it('asks to try again after ratelimited', async () => {
    bot.sandbox.slack.fail({ method: 'views.open', kind: { error: 'ratelimited' } });
    const words = told(await send(typed('create Show the price before the cart')));
    expect(words).toContain('try again in a minute');
  });

  it('whose form came too late is to be typed again at once, and no operator has to act', async () => {
    bot.sandbox.slack.fail({ method: 'views.open', kind: { error: 'expired_trigger_id' } });
    const words = told(await send(typed('create Show the price before the cart')));
    expect(words).toMatch(FAULT);
    expect(words).toContain('this one came later. Press or type it again.');
    const lines = bot.lines.filter(({ fields }) => fields['code'] === 'slack.expired_trigger_id');
    expect(lines.map(({ level }) => level)).toEqual(['info']);
  });

  it('that comes again is not answered as if it had only now been taken', async () => {
    const command = typed('status gone');
    expect(told(await send(command))).toContain('There is no experiment');
    expect(told(await send(command))).toContain('was dealt with once');
  });
});

describe('a press', () => {
  it('that failed is told before it is acknowledged', async () => {
    const { key } = await bot.propose();
    appendFails = true;
    const press = pressed('priya', 'approve_plan');
    expect((await send(press)).status).toBe(200);
    expect(heard()).toEqual([expect.stringMatching(FAULT)]);
    expect((await bot.bot.coPilot.load(key))?.design?.approvals).toEqual([]);
  });

  it('that failed and cannot be told is not acknowledged, nor is its repetition', async () => {
    await bot.propose();
    [appendFails, ear.isDeaf] = [true, true];
    const press = pressed('priya', 'approve_plan');
    expect((await send(press)).status).toBe(500);
    [appendFails, ear.isDeaf] = [false, false];
    expect((await send(press)).status).toBe(500);
    expect(heard()).toEqual([]);
  });

  it('that is refused is acknowledged only if the refusal was told', async () => {
    await bot.propose();
    ear.isDeaf = true;
    expect((await send(pressed('mia', 'approve_plan'))).status).toBe(500);
    ear.isDeaf = false;
    expect((await send(pressed('mia', 'approve_plan'))).status).toBe(200);
    expect(heard()).toEqual([expect.stringContaining('another person has to decide')]);
  });

  it('that is refused brings the card to what is true now', async () => {
    const {
      delivery: { channel, threadTs },
    } = await bot.propose();
    const cardNow = () => bot.sandbox.slack.messages('growth').find(({ ts }) => ts === threadTs)?.text;
    const before = cardNow();
    await bot.bot.coPilot.chat.update(channel, threadTs ?? '', { text: 'an older state', blocks: [] });
    expect(cardNow()).toBe('an older state');
    expect((await send(pressed('mia', 'approve_plan'))).status).toBe(200);
    await vi.waitUntil(() => cardNow() === before, PATIENT);
    await bot.bot.coPilot.chat.update(channel, threadTs ?? '', { text: 'an older state', blocks: [] });
    expect((await send(pressed('mia', 'reject_plan'))).status).toBe(200);
    await vi.waitUntil(() => cardNow() === before, PATIENT);
  });

  it.each(['reject_plan', 'request_changes'])('of %s is not acknowledged if no form opens', async (id) => {
    await bot.propose();
    bot.sandbox.slack.fail({ method: 'views.open', kind: 'http-500' });
    ear.isDeaf = true;
    expect((await send(pressed('priya', id))).status).toBe(500);
  });

  it('of "Forget" is acknowledged only if the admin can be told that no person was forgotten', async () => {
    const actions = [{ type: 'button', action_id: 'forget_person', block_id: 'b', value: '{"user":"U0"}' }];
    const press = () => interaction('block_actions', 'ada', { actions, response_url: ear.url });
    ear.isDeaf = true;
    expect((await send(press())).status).toBe(500);
    ear.isDeaf = false;
    expect((await send(press())).status).toBe(200);
    expect(heard()).toEqual(['Nothing is held about this person.']);
  });

  it('of an unknown button is not acknowledged if that cannot be told', async () => {
    ear.isDeaf = true;
    expect((await send(pressed('priya', 'gone'))).status).toBe(500);
  });

  it('that takes long is not acknowledged before it is taken, if that cannot be told', async () => {
    const { key } = await bot.propose();
    const { promise, resolve: open } = Promise.withResolvers<void>();
    [gate, ear.isDeaf] = [promise, true];
    let isAnswered = false;
    const answer = send(pressed('priya', 'approve_plan')).finally(() => {
      isAnswered = true;
    });
    await vi.waitUntil(
      () => bot.lines.some(({ message }) => message === 'a person could not be told'),
      PATIENT,
    );
    expect(isAnswered).toBe(false);
    open();
    expect((await answer).status).toBe(200);
    expect((await bot.bot.coPilot.load(key))?.design?.approvals).toHaveLength(1);
  });
});

describe('a form', () => {
  it('that is refused stays open and says why', async () => {
    const { key } = await bot.propose();
    const { status, text } = await send(submitted('mia'));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      response_action: 'errors',
      errors: { reason: expect.stringContaining('another person has to decide') },
    });
    expect((await bot.bot.coPilot.load(key))?.status).toBe('in-review');
  });

  it('that failed says so at its field, and its repetition does not close it', async () => {
    const { key } = await bot.propose();
    appendFails = true;
    const form = submitted('priya');
    const { status, text } = await send(form);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      response_action: 'errors',
      errors: { reason: expect.stringMatching(FAULT) },
    });
    appendFails = false;
    expect((await send(form)).status).toBe(500);
    expect(heard()).toEqual([]);
    // Submitted anew it is another delivery: taken, it closes, and so does its repetition.
    const anew = submitted('priya');
    for (let time = 0; time < 2; time += 1) expect(await send(anew)).toMatchObject({ status: 200, text: '' });
    expect((await bot.bot.coPilot.load(key))?.status).toBe('cancelled');
  });
});
