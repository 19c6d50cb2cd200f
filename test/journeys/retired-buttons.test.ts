import { describe, expect, it } from 'vitest';
import { IDEA, type Journey } from '#test/support/journey.ts';
import { buttonsIn } from '#test/support/journey-buttons.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, merged } from '#test/support/journey-stages.ts';

/** The action ids of all buttons of the thread. */
async function liveIn({ load, running }: Journey, key: string): Promise<readonly string[]> {
  const { channel, threadTs } = (await load(key)).delivery;
  return running.sandbox.slack.thread(channel, threadTs ?? '').flatMap(({ blocks }) => buttonsIn(blocks));
}

const OVER = ['open_link', 'show_details', 'show_plan', 'plan_follow_up'];

describe('the thread of an experiment that is over', () => {
  it('has no button left that nothing can come of, and says since when', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      expect(await liveIn(journey, key)).toContain('launch');
      const seen = await journey.spot(key, 'launch');
      await journey.command('mia', `cancel ${key} the season is over`);
      expect((await liveIn(journey, key)).filter((id) => !OVER.includes(id))).toEqual([]);
      expect((await journey.thread(key)).join('\n')).toContain('The experiment is cancelled · ');
      await unchanged(journey, key, () => journey.pressOn('priya', seen, 'launch'));
      expect(journey.told('priya')).toMatch(/not possible now/);
    }));

  it('keeps the stamps of what was pressed', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', IDEA);
      await journey.press('priya', key, 'reject_plan');
      await journey.fill('priya', { reason: 'Not this season' });
      const thread = (await journey.thread(key)).join('\n');
      expect(thread).toContain('Rejected by @priya');
      expect((await liveIn(journey, key)).filter((id) => !OVER.includes(id))).toEqual([]);
    }));

  it('waits for nothing if a message cannot be edited', () =>
    withJourney(
      async (journey) => {
        const key = await merged(journey);
        const { slack } = journey.running.sandbox;
        slack.fail({ method: 'chat.update', kind: { error: 'edit_window_closed' }, times: 5 });
        await journey.command('mia', `cancel ${key}`);
        const { status, delivery } = await journey.load(key);
        expect([status, delivery.failedEffects]).toEqual(['cancelled', []]);
      },
      { refusals: ['edit_window_closed'] },
    ));

  it('has the words of the request on its card', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      expect(await journey.card(key)).toContain(`: “${IDEA}”`);
    }));
});
