import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { performersOf } from '#app/performers.ts';
import type { Effect } from '#domain/effect.ts';
import { type ListeningBot, startListening } from '#test/app/listening-bot.ts';
import { performanceOf } from '#test/support/performance-of.ts';

type Post = Extract<Effect, { readonly kind: 'post' }>;
const isPlan = (effect: Effect): effect is Post => effect.kind === 'post' && effect.topic === 'plan';

let bot: ListeningBot;
let key: string;
beforeAll(async () => {
  bot = await startListening();
  ({ key } = await bot.propose());
});
afterAll(() => bot.close());

const messages = () => bot.sandbox.slack.snapshot().messages.map(({ text }) => text);

describe('a post that is performed', () => {
  it('is posted no second time if the journal has it, whatever the attempt', async () => {
    const { coPilot } = bot.bot;
    const before = messages();
    const { version } = (await coPilot.load(key)) ?? {};
    await performersOf(coPilot).post(await performanceOf(coPilot, key, isPlan));
    expect(messages()).toEqual(before);
    expect((await coPilot.load(key))?.version).toBe(version);
  });

  it('is found, not posted again, if the first attempt posted it and could not record it', async () => {
    const { coPilot } = bot.bot;
    const before = messages();
    const performance = await performanceOf(coPilot, key, isPlan);
    const { experiment: known } = performance;
    const experiment = { ...known, delivery: { ...known.delivery, messages: {} } };
    await performersOf(coPilot).post({ ...performance, experiment, attempts: 2 });
    expect(messages()).toEqual(before);
  });

  it('is not posted by a worker that lost its lease', async () => {
    const { coPilot } = bot.bot;
    const before = messages();
    const performance = await performanceOf(coPilot, key, isPlan);
    const { experiment: known } = performance;
    const experiment = { ...known, delivery: { ...known.delivery, messages: {} } };
    const confirm = () => Promise.reject(new Error('the lease is lost'));
    await expect(performersOf(coPilot).post({ ...performance, experiment, confirm })).rejects.toThrow(
      'lease',
    );
    expect(messages()).toEqual(before);
  });

  it('tells the requester nothing any more once the card is there', async () => {
    const { coPilot } = bot.bot;
    const before = messages();
    const performance = await performanceOf(coPilot, key, isPlan);
    const effect = {
      kind: 'post',
      topic: 'card-failed',
      to: performance.experiment.proposal.requester,
    } as const;
    await performersOf(coPilot).post({ ...performance, effect, key: `${key}:9:9` });
    expect(messages()).toEqual(before);
  });
});

describe('a stamp that is performed', () => {
  const stampOf = (message: string) => ({ kind: 'stamp', message, text: 'Approved' }) as const;

  it('leaves the card alone, which has no buttons', async () => {
    const { coPilot } = bot.bot;
    const before = messages();
    const performance = await performanceOf(coPilot, key, isPlan);
    const [card = ''] =
      Object.entries(performance.experiment.delivery.messages).find(([, { topic }]) => topic === 'card') ??
      [];
    await performersOf(coPilot).stamp({ ...performance, effect: stampOf(card) });
    await performersOf(coPilot).stamp({ ...performance, effect: stampOf(`${key}:9:9`) });
    expect(messages()).toEqual(before);
  });
});
