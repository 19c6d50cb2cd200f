import { describe, expect, it } from 'vitest';
import type { Journey } from '#test/support/journey.ts';
import { FORM, IDEA } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { deciding, launched, until } from '#test/support/journey-stages.ts';

/** High risk is looked at daily, so that there are several looks before the end. */
const DAILY = { ...FORM, risk: 'high', smallestLift: '5' };

const looksOf = async (journey: Journey, key: string) => (await journey.load(key)).looks.snapshots.length;

async function untilLook(journey: Journey, key: string, look: number): Promise<void> {
  await until(journey, key, ({ looks }) => looks.snapshots.length >= look, 30, `look ${look}`);
}

/** The messages of the thread that tell of a look, as they read now. */
async function reports(journey: Journey, key: string): Promise<readonly string[]> {
  return (await journey.thread(key)).filter((text) => /^== (?:Look|Decision needed)/.test(text));
}

function deleteReport(journey: Journey, channel: string, ts: string): void {
  journey.running.sandbox.slack.deleteMessage(channel, ts);
}

describe('a look that changes nothing', () => {
  it('takes the place of the last report, picture included, and the record keeps each', () =>
    withJourney(async (journey) => {
      const key = await launched(journey, IDEA, DAILY);
      await untilLook(journey, key, 3);
      expect(await reports(journey, key)).toEqual([expect.stringContaining('Look 3 of 8 · keep running')]);
      expect(await looksOf(journey, key)).toBe(3);
      const { delivery } = await journey.load(key);
      const told = Object.entries(delivery.messages).filter(([, { topic }]) => topic === 'report');
      expect(told).toHaveLength(3);
      expect(new Set(told.map(([, { ts }]) => ts)).size).toBe(1);
      const pictures = told.map(([message]) => delivery.files?.[message]?.['intervals']);
      const shown = await journey.spot(key, 'show_details');
      expect(JSON.stringify(shown.blocks)).toContain(pictures.at(-1) ?? 'no picture');
      await journey.press('ada', key, 'show_details');
      expect(journey.modal('ada').title?.['text']).toBe('Details of look 3');
    }));

  it('is posted anew if the last report was deleted', () =>
    withJourney(
      async (journey) => {
        const key = await launched(journey, IDEA, DAILY);
        await untilLook(journey, key, 1);
        const { delivery } = await journey.load(key);
        const { ts = '' } = Object.values(delivery.messages).find(({ topic }) => topic === 'report') ?? {};
        deleteReport(journey, delivery.channel, ts);
        await untilLook(journey, key, 2);
        expect(await reports(journey, key)).toEqual([expect.stringContaining('Look 2 of 8 · keep running')]);
        expect((await journey.load(key)).delivery.failedEffects).toEqual([]);
      },
      { refusals: ['message_not_found'] },
    ));

  it('is posted anew if the thread has gone on since the last report', () =>
    withJourney(async (journey) => {
      const key = await launched(journey, IDEA, DAILY);
      await untilLook(journey, key, 1);
      await journey.command('ada', `pause ${key} we look at something`);
      await journey.command('priya', `resume ${key}`);
      await untilLook(journey, key, 2);
      expect(await reports(journey, key)).toHaveLength(2);
    }));
});

describe('a decision that is undone', () => {
  it('is asked for again in the same message, with buttons that work', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      const before = await reports(journey, key);
      await journey.press('priya', key, 'decide_kill');
      await journey.press('sam', key, 'undo_decision');
      expect(await reports(journey, key)).toEqual(before);
      expect((await journey.thread(key)).at(-1)).toContain('Its report above asks for a decision again');
      await journey.press('priya', key, 'decide_kill');
      expect((await journey.load(key)).status).toBe('decided');
      expect((await reports(journey, key)).at(-1)).toContain('Killed by @priya');
    }));
});
