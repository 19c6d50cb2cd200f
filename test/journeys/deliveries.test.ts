import { describe, expect, it } from 'vitest';
import { deliveryLog } from '#journal/delivery-log.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const settings = useSettingsFile();
/** The channel of all experiments, as the settings name it. */
const GROWTH = 'C000000GROW';

async function outcomes(journey: Journey, key: string) {
  return deliveryLog(key, await journey.running.bot.coPilot.store.entries(key));
}

describe('the delivery log', () => {
  it('has what failed and why, shows it to admins alone, and has it after one more try, once', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const key = await journey.propose('mia');
      slack.fail({ method: 'chat.postMessage', kind: { error: 'brand_new_error' }, times: 10 });
      await journey.press('priya', key, 'approve_plan');
      await journey.running.advance(HOUR);
      journey.takeErrors();
      const [failed, ...others] = (await outcomes(journey, key)).filter(
        ({ outcome }) => outcome === 'failed',
      );
      expect(others).toEqual([]);
      expect(failed).toMatchObject({ what: 'pull-request', place: 'thread', to: null });
      expect(failed?.why).toContain('brand_new_error');
      await journey.command('mia', 'deliveries');
      expect(journey.told('mia')).toContain('Only admins may see and repeat deliveries');
      await journey.command('ada', 'deliveries');
      expect(journey.told('ada')).toContain('brand_new_error');
      slack.clearFaults();
      await journey.command('ada', 'deliveries retry');
      expect(journey.told('ada')).toMatch(/Trying again: (?:one delivery|\d deliveries)/);
      const after = (await outcomes(journey, key)).filter(({ effect }) => effect === failed?.effect);
      expect(after).toMatchObject([{ outcome: 'sent' }]);
      const { messages } = slack.snapshot();
      const marked = messages.filter(({ metadata }) =>
        JSON.stringify(metadata)?.includes(`"${failed?.effect}"`),
      );
      expect(marked.length).toBeLessThanOrEqual(1);
      await journey.command('ada', 'deliveries');
      expect(journey.told('ada')).toContain('Everything that the bot had to say');
    }));
});

describe('a digest that could not be posted', () => {
  it('is told on the next day, shown to admins with its fault, and posted once after they try again', async () => {
    await settings.add(
      `digests:\n  weekly: {channels: [C00000NEWS1], at: "10:00", day: tuesday}\n  daily: {channels: [${GROWTH}], at: "08:00"}`,
    );
    await withJourney(
      async (journey) => {
        const { slack } = journey.running.sandbox;
        const state = slack.snapshot();
        const usual = { isPrivate: false, user: null, members: [slack.botUserId] };
        state.channels['C00000NEWS1'] = { ...usual, id: 'C00000NEWS1', name: 'news', isArchived: true };
        slack.restore(state);
        await journey.running.advance(2 * DAY, { step: HOUR });
        expect(slack.messages('C00000NEWS1')).toEqual([]);
        expect(JSON.stringify(slack.messages(GROWTH).at(-1)?.blocks)).toMatch(
          /A message of the bot to a channel could not be delivered; admins see why.*experiment deliveries/,
        );
        await journey.command('mia', 'deliveries retry');
        expect(journey.told('mia')).toContain('Only admins may see and repeat deliveries');
        await journey.command('ada', 'deliveries');
        expect(journey.told('ada')).toMatch(/digest\/weekly\/2026-09-08\/C00000NEWS1.*is_archived/s);
        slack.unarchiveChannel('news');
        await journey.command('mia', 'deliveries retry');
        expect(slack.messages('C00000NEWS1')).toEqual([]);
        await journey.command('ada', 'deliveries retry');
        await journey.running.advance(HOUR, { step: HOUR });
        expect(slack.messages('C00000NEWS1').map(({ text }) => text)).toEqual([
          'A quiet week: nothing started, ended or waits for people, and no experiment runs.',
        ]);
        await journey.command('ada', 'deliveries');
        expect(journey.told('ada')).toContain('Everything that the bot had to say');
        journey.takeErrors();
      },
      { settingsFile: settings.path, refusals: ['is_archived'] },
    );
  });
});
