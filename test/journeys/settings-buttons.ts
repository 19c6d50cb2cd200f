import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import {
  choose,
  closeTop,
  directTo,
  openPart,
  openText,
  pressIn,
  setUp,
} from '#test/support/journey-settings.ts';
import { sendEvents } from '#test/support/send-events.ts';

/** Presses everything that the modals of the settings show. */
export function settingsJourneys(): void {
  describe('the buttons of the settings', () => {
    it('open parts and entries, find events, and ask every connection', () =>
      withJourney(
        async (journey) => {
          const { slack, posthog, clock } = journey.running.sandbox;
          await journey.running.settle();
          const told = slack
            .messages(directTo(journey, 'ada'))
            .find(({ text }) => text.includes('wait to be set up'));
          if (told === undefined) throw new Error('no admin was told');
          await journey.pressOn('ada', told, 'settings_open');
          await setUp(journey);
          await pressIn(journey, 'ada', 'settings_check_connections');
          await expect.poll(() => openText(journey, 'ada')).toContain(':white_check_mark:');
          const at = clock.now() - DAY;
          await sendEvents(posthog, [{ event: 'site_visited', distinct_id: 'unit-1', at }]);
          await openPart(journey, 'ada', 'metrics');
          await choose(journey, 'ada', 'settings_edit_entry', 'retention_1d');
          await pressIn(journey, 'ada', 'settings_find_event');
          await expect.poll(() => openText(journey, 'ada')).toContain('Type to search');
          await choose(journey, 'ada', 'settings_take_event', 'event:e:site_visited');
          await expect.poll(() => openText(journey, 'ada')).toContain('new units a day on');
          await closeTop(journey, 'ada');
        },
        { isNew: true },
      ));
  });
}
