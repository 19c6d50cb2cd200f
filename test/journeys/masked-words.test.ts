import { describe, expect, it } from 'vitest';
import { createPinoLogger } from '#adapters/pino/logger.ts';
import { VENDOR_SECRETS } from '#app/vendors.ts';
import { everyStream } from '#journal/every-experiment.ts';
import { createPrivateText } from '#shared/private-text/private-text.ts';
import { IDEA, type Journey, keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { keptTexts } from '#test/support/kept-runs.ts';

// Put together here, so that no file holds a text that looks like a key in use.
const TOKEN = ['ghp', 'q7Rw2LmX9cVb4TnKs8ZdPf3HgYj6Ue1AoI5B'].join('_');
const EMAIL = 'ada.byron@shop.dev';
const CARD = '4111 1111 1111 1111';
const PRIVATE = [TOKEN, EMAIL, CARD];

/** All that left the bot or was kept by it, by where it went; the keys of people are left out. */
async function everywhere({ running }: Journey, lines: readonly string[]) {
  const { slack, github, posthog, model } = running.sandbox;
  const { store } = running.bot.coPilot;
  const journal: unknown[] = [];
  for await (const key of everyStream(store)) journal.push(await store.records(key));
  return {
    slack: slack.requests().map(({ method, args }) => (method === 'views.open' ? withoutEmail(args) : args)),
    github: github.requests.map(({ path, body }) => [path, body]),
    posthog: posthog.requests.map(({ path, body }) => [path, body]),
    model: model?.requests().map(({ body }) => body),
    journal,
    runs: await keptTexts(store),
    list: await store.summaries({ limit: 100 }),
    log: lines,
  };
}

/** A form shows its own person the address that they typed; it is masked when they submit it. */
function withoutEmail(args: object): string {
  return JSON.stringify(args).replaceAll(EMAIL, '');
}

/** Where one of the private words stands. */
function placesOf(all: object): readonly string[] {
  return Object.entries(all).flatMap(([place, held]) => {
    const text = JSON.stringify(held);
    return PRIVATE.filter((word) => text.includes(word)).map((word) => `${place}: ${word}`);
  });
}

const shownIn = (view: { readonly blocks: unknown }) => JSON.stringify(view.blocks);

describe('a token in an idea', () => {
  it('stands nowhere: not in journal, log, prompts, kept runs, branch, flag, pull request or Slack', async () => {
    const lines: string[] = [];
    const log = createPinoLogger({
      level: 'debug',
      destination: { write: (line) => void lines.push(line) },
      privateText: createPrivateText(VENDOR_SECRETS),
    });
    await withJourney(
      async (journey) => {
        await journey.command('mia', `Try ${TOKEN} of ${EMAIL} and ${CARD}: ${IDEA}`);
        const asked = journey.modal('mia');
        expect(shownIn(asked)).toMatch(/Masked in your words: a secret.* and a card number/);
        await journey.fill('mia', {});
        expect(shownIn(journey.modal('mia'))).toMatch(/Masked in your words: an e-mail address/);
        const [key = ''] = await keysOf(journey.running);
        expect(key).toBe('try-of-and-move-the-first-gate-from');
        const { idea } = (await journey.load(key)).request;
        expect(idea).toMatch(
          /^Try \[secret removed\] of \[email removed, p_\w+\] and \[card removed\]: Move/,
        );
        await journey.press('priya', key, 'request_changes');
        await journey.fill('priya', { reason: `Ask ${EMAIL}, not with ${TOKEN}` });
        expect(shownIn(journey.modal('priya'))).toMatch(/replace it: Slack has seen it/);
        await journey.press('priya', key, 'approve_plan');
        expect((await journey.load(key)).status).toBe('implemented');
        await journey.command('priya', `cancel ${key} it is ${TOKEN} of ${EMAIL}`);
        expect(journey.told('priya')).toMatch(/Masked in your words: a secret.* and an e-mail address/);
        expect((await journey.thread(key)).at(-1)).toContain('“it is (secret removed) of (email removed)”');
        const all = await everywhere(journey, lines);
        expect(placesOf(all)).toEqual([]);
        expect(Object.values(all).every((held) => (held?.length ?? 0) > 0)).toBe(true);
      },
      { lines: log },
    );
  });

  it('is told from personal data, whose original can be erased and is then gone from the store', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', `${IDEA} as ${EMAIL} says, and ADA.Byron@shop.dev again`);
      const { store } = journey.running.bot.coPilot;
      const { idea } = (await journey.load(key)).request;
      const [first = '', second] = idea.match(/p_[a-z0-9]+/g) ?? [];
      expect(second).toBe(first);
      expect(await store.slackUserOf(first)).toBe(`contact:${EMAIL}`);
      const before = await store.records(key);
      await journey.command('ada', `forget ${EMAIL}`);
      const seen = journey.running.sandbox.slack.ephemerals('ada').at(-1);
      expect(JSON.stringify(seen?.blocks)).not.toContain(EMAIL);
      await journey.pressOn('ada', seen ?? expect.fail('ada was not asked'), 'forget_person');
      expect(await store.slackUserOf(first)).toBeNull();
      expect(await store.records(key)).toEqual(before);
    }));

  it('is not repeated in the answer to a search', () =>
    withJourney(async (journey) => {
      await journey.command('mia', `search call ${EMAIL} or +49 30 90182 1234 today`);
      expect(journey.told('mia')).toContain('past experiment');
      expect(journey.told('mia')).not.toContain(EMAIL);
      expect(journey.told('mia')).not.toContain('90182');
    }));
});
