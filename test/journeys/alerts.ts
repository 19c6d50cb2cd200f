import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

/** Fewer than half of the units order, so each variant has an alert as soon as it has units. */
export const LOW = 'watch: {satisfaction: checkout_conversion}';

/** An alert that is snoozed: by whom it may be, and what it is good for. */
export function alertJourneys(): void {
  const settings = useSettingsFile();

  describe('an alert of the watch', () => {
    it('is snoozed with a reason and an end by the owner or an approver alone', async () => {
      await settings.add(`${LOW}\nalerts: {graceHours: 0}`);
      await withJourney(
        async (journey) => {
          const key = await launched(journey);
          await journey.running.advance(3 * HOUR, { step: HOUR });
          await unchanged(journey, key, () => journey.press('ada', key, 'snooze_alert'));
          expect(journey.told('ada')).toContain(
            'Only the requester, the owner or an approver may snooze an alert',
          );
          const old = await journey.spot(key, 'snooze_alert');
          await journey.press('mia', key, 'snooze_alert');
          await journey.fill('mia', { days: '2', reason: 'Few orders are usual for this screen.' });
          const { alerts } = await journey.load(key);
          expect(alerts?.snoozed.satisfaction?.reason).toBe('Few orders are usual for this screen.');
          expect((await journey.thread(key)).join('\n')).toContain(
            'Alerts that satisfaction is low are snoozed for 2 days by @mia',
          );
          const said = (await journey.thread(key)).at(-1);
          expect(said).toMatch(/@mia snoozed alerts that satisfaction is low until .*Few orders are usual/);
          await journey.pressOn('ada', old, 'snooze_alert');
          await journey.running.advance(DAY, { step: HOUR });
          const told = async () =>
            (await journey.thread(key)).filter((text) => text.includes('is below one half')).length;
          expect(await told()).toBe(1);
          const shown = await journey.spot(key, 'end_snooze');
          await unchanged(journey, key, () => journey.pressOn('ada', shown, 'end_snooze'));
          expect(journey.told('ada')).toContain(
            'Only the requester, the owner or an approver may end the snooze',
          );
          await journey.pressOn('priya', shown, 'end_snooze');
          expect((await journey.load(key)).alerts?.snoozed).toEqual({});
          expect((await journey.thread(key)).join('\n')).toContain('The snooze was ended by @priya');
          await journey.pressOn('mia', shown, 'end_snooze');
          expect(journey.told('mia')).toContain('This alert is not snoozed any more');
          await journey.command('mia', `snooze ${key} 3 satisfaction few orders are usual`);
          await journey.command('ada', `snooze ${key} off satisfaction`);
          expect(journey.told('ada')).toContain(
            'Only the requester, the owner or an approver may end the snooze',
          );
          await journey.command('mia', `snooze ${key} off satisfaction`);
          expect(journey.told('mia')).toContain('Alerts that satisfaction is low are told again');
          expect((await journey.load(key)).alerts?.snoozed).toEqual({});
        },
        { settingsFile: settings.path },
      );
    });
  });
}
