import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { forgetWebhooks } from '#test/support/journey-github.ts';
import { deciding, implemented, reach } from '#test/support/journey-stages.ts';

const POLLED = 6 * MINUTE;

/** How often the thread says this. */
async function times(journey: Journey, key: string, words: string): Promise<number> {
  return (await journey.thread(key)).filter((text) => text.includes(words)).length;
}

async function close({ running }: Journey, number: number): Promise<void> {
  await running.sandbox.github.closePull(number, 'sam');
  await running.advance(POLLED);
}

async function reopen({ running }: Journey, number: number): Promise<void> {
  await running.sandbox.github.reopenPull(number, 'sam');
  await running.advance(POLLED);
}

/** A killed experiment whose clean-up pull request is open; answers its key and the number. */
async function cleaningUp(journey: Journey): Promise<readonly [key: string, number: number]> {
  const key = await deciding(journey);
  await journey.press('priya', key, 'decide_kill');
  await journey.running.advance(2 * HOUR);
  const { cleanUp } = await journey.load(key);
  return [key, cleanUp?.pullRequest?.number ?? 0];
}

/** Takes the flag out of the code beside the bot. */
async function takeOutByHand({ running }: Journey, key: string): Promise<void> {
  const { github } = running.sandbox;
  for (const path of await github.listMain()) {
    const text = await github.readMain(path);
    if (text?.includes(key)) await github.commitToMain({ [path]: '// by hand\n' }, 'refactor: no flag');
  }
}

describe('a pull request that is closed without being merged', () => {
  it.each([['webhook'], ['polling']])('is told of once, and its later merge is noticed, by %s', (way) =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const number = (await journey.load(key)).code?.pullRequest.number ?? 0;
      if (way === 'polling') await forgetWebhooks(journey.running.sandbox.github);
      await close(journey, number);
      await journey.running.advance(HOUR);
      expect(await times(journey, key, 'was closed without being merged')).toBe(1);
      expect((await journey.thread(key)).at(-1)).toContain('End in the menu of the card');
      expect(await journey.card(key)).toContain(`Pull request #${number} was closed. Reopen it`);
      await reopen(journey, number);
      expect(await journey.card(key)).toContain('Waiting for the pull request to be reviewed and merged');
      await journey.running.merge(number, 'sam');
      await journey.running.advance(POLLED);
      expect(await times(journey, key, `Pull request #${number} was merged`)).toBe(1);
    }),
  );

  it('is told of again if it was opened and closed once more, and the experiment can be cancelled', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const number = (await journey.load(key)).code?.pullRequest.number ?? 0;
      await close(journey, number);
      await reopen(journey, number);
      await close(journey, number);
      expect(await times(journey, key, 'was closed without being merged')).toBe(2);
      await journey.command('mia', `cancel ${key}`);
      expect((await journey.load(key)).status).toBe('cancelled');
    }));
});

describe('a clean-up that is closed', () => {
  it('goes on by reopening, and trying again says so', () =>
    withJourney(async (journey) => {
      const [key, number] = await cleaningUp(journey);
      await close(journey, number);
      expect(await journey.card(key)).toContain(`Clean-up pull request #${number} was closed`);
      await journey.press('mia', key, 'retry_clean_up');
      expect((await journey.thread(key)).at(-1)).toMatch(/reopen it on GitHub, then try again/);
      expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual([
        'github.pull-request-closed',
      ]);
      await reopen(journey, number);
      await journey.press('mia', key, 'retry_effect');
      await journey.running.merge(number, 'sam');
      await reach(journey, key, ['completed'], 0);
      expect(await times(journey, key, 'is open')).toBe(2);
    }));

  it('ends if a person has taken the flag out of the code by hand', () =>
    withJourney(async (journey) => {
      const [key, number] = await cleaningUp(journey);
      await close(journey, number);
      await takeOutByHand(journey, key);
      await journey.press('mia', key, 'retry_clean_up');
      const { status, cleanUp } = await journey.load(key);
      expect([status, cleanUp?.pullRequest?.mergedAt]).toEqual(['completed', null]);
      expect((await journey.thread(key)).at(-1)).toContain('No file holds the flag any more');
      expect(journey.running.sandbox.posthog.flags().find((flag) => flag.key === key)?.deleted).toBe(true);
    }));
});
