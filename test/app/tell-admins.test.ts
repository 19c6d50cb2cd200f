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
