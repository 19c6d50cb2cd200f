import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PATIENT } from '#test/support/patience.ts';
import { type ListeningBot, startListening } from './listening-bot.ts';

let bot: ListeningBot;
beforeAll(async () => {
  bot = await startListening();
});
afterAll(() => bot.close());

const linesOf = (message: string) => bot.lines.filter((line) => line.message === message);

describe('the log', () => {
  it('leads from what was done in Slack to the commit, and from there to the message in Slack', async () => {
    const { key } = await bot.propose();
    const [proposed] = linesOf('a command was committed');
    expect(proposed?.fields).toEqual({
      ...{ experiment: key, commit: `${key}:1`, command: 'propose' },
      ...{ by: expect.stringMatching(/^p_/), delivery: expect.stringMatching(/^trigger_id:/) },
    });
    const effects = linesOf('an effect was performed');
    expect(effects[0]?.fields).toEqual({
      ...{ experiment: key, commit: `${key}:1`, effect: `${key}:1:0`, kind: 'card', attempts: 1 },
    });
    const [card] = bot.sandbox.slack.snapshot().messages;
    expect(card?.metadata).toMatchObject({ event_payload: { key: effects[0]?.fields['effect'] } });
  });

  it('puts no delivery on lines of work that belongs to none', () => {
    const kinds = linesOf('an effect was performed').map(({ fields }) => fields['kind']);
    expect(kinds).toContain('design');
    expect(linesOf('an effect was performed').filter(({ fields }) => 'delivery' in fields)).toEqual([]);
    const byBot = linesOf('a command was committed').filter(({ fields }) => fields['by'] === 'bot');
    expect(byBot.length).toBeGreaterThan(0);
    expect(byBot.filter(({ fields }) => 'delivery' in fields)).toEqual([]);
  });

  it('names the experiment, the commit and the effect if one fails', async () => {
    const { posthog, slack, clock } = bot.sandbox;
    slack.fail({ method: 'chat.postMessage', kind: 'http-500' });
    const [key = ''] = await bot.store.experimentKeys(null, 1);
    await slack.as('priya').command('/experiment', `cancel ${key}`, { channel: 'growth' });
    const failed = await vi.waitUntil(() => linesOf('an effect failed and will be tried again')[0], PATIENT);
    const { version = 0 } = (await bot.bot.coPilot.load(key)) ?? {};
    expect(failed.fields).toMatchObject({ experiment: key, commit: `${key}:${version}` });
    expect(String(failed.fields['effect'])).toContain(`${key}:${version}:`);
    clock.advance(600_000);
    await bot.bot.worker.drain();
    expect(linesOf('an effect was performed').at(-1)?.fields['experiment']).toBe(key);
    expect(posthog.flags()).toEqual([]);
  });

  it('holds no text that people wrote and no name', () => {
    const text = JSON.stringify(bot.lines);
    for (const told of ['U0000000', 'first gate from level', 'mia"']) expect(text).not.toContain(told);
  });
});
