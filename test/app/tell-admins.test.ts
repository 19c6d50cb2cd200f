import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTellAdmins } from '#app/tell-admins.ts';
import { section } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

const [ADA, PRIYA] = ['U0000000ADA', 'U00000PRIYA'];

let bot: ListeningBot;
beforeAll(async () => {
  bot = await startListening();
});
afterAll(() => bot.close());

it.each([
  ['every admin', { admins: [ADA], approvers: [PRIYA] }, [ADA]],
  ['every approver, if there is no admin', { admins: [], approvers: [ADA, PRIYA] }, [ADA, PRIYA]],
  ['the others, if one cannot be reached', { admins: ['U0NOBODY', PRIYA], approvers: [] }, [PRIYA]],
])('writes directly to %s', async (name, roles, reached) => {
  const before = bot.sandbox.slack.snapshot().messages.length;
  const tell = createTellAdmins(bot.bot.coPilot, () => roles);
  await tell(message({ text: name, blocks: [section(name)] }), bot.sandbox.clock.now());
  const { messages, channels } = bot.sandbox.slack.snapshot();
  const told = messages.slice(before).map(({ channel, text }) => [channels[channel]?.user, text]);
  expect(told).toEqual(reached.map((user) => [user, name]));
});

it('writes directly to the members of a user group that holds the role', async () => {
  const { slack, clock } = bot.sandbox;
  const state = slack.snapshot();
  state.userGroups['S0ADMINS'] = { id: 'S0ADMINS', handle: 'admins', name: 'Admins', users: [ADA, PRIYA] };
  slack.restore(state);
  const before = slack.snapshot().messages.length;
  const tell = createTellAdmins(bot.bot.coPilot, () => ({ admins: ['S0ADMINS'], approvers: [] }));
  await tell(message({ text: 'damaged', blocks: [section('damaged')] }), clock.now() + 1);
  const { messages, channels } = slack.snapshot();
  expect(messages.slice(before).map(({ channel }) => channels[channel]?.user)).toEqual([ADA, PRIYA]);
});
