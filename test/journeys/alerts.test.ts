import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { messageAsText } from '#test/support/as-text.ts';
import { FORM, IDEA, type Journey, MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';
import { alertJourneys, LOW } from './alerts.ts';

const settings = useSettingsFile();

/** The messages in the channel that collect alerts, as they read now, oldest first. */
function collected({ running: { sandbox } }: Journey): readonly string[] {
  const { messages, users } = sandbox.slack.snapshot();
  return messages
    .filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts)
    .map((message) => messageAsText(message, (id) => users[id]?.name ?? id))
    .filter((text) => text.includes(':bell:'));
}

async function inThread(journey: Journey, key: string): Promise<number> {
  return (await journey.thread(key)).filter((text) => text.includes('is below one half')).length;
}

alertJourneys();

describe('the budget of alerts', () => {
  it('holds what is over it and tells it in one message that it edits', async () => {
    await settings.add(`${LOW}\nalerts: {graceHours: 0, perDay: 0}`);
    await withJourney(
      async (journey) => {
        const [gate, mail] = [
          await launched(journey, IDEA, FORM),
          await launched(journey, MAIL.idea, MAIL.form),
        ];
        await journey.running.advance(4 * HOUR, { step: HOUR });
        expect([await inThread(journey, gate), await inThread(journey, mail)]).toEqual([0, 0]);
        const [message, ...others] = collected(journey);
        expect(others).toEqual([]);
        expect(message).toMatch(/@mia.*Please look at this/s);
        expect(message).toContain('2 more alerts today in 2 experiments');
        const { alerts } = await journey.load(mail);
        expect([alerts?.held, alerts?.told.length]).toEqual([[], 1]);
      },
      { settingsFile: settings.path },
    );
  });

  it('lets safety pass although it is used up and the hours are quiet', async () => {
    await settings.add(
      `watch: {errors: crash_rate}\nalerts: {graceHours: 72, perDay: 0, quietHours: {from: "00:00", until: "23:59", timeZone: UTC, weekends: true}}`,
    );
    const { withHarm } = await import('#sandbox/stand-ins/posthog/scenarios/faults.ts');
    const { cookieCats } = await import('#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts');
    await withJourney(
      async (journey) => {
        const key = await launched(journey);
        await journey.running.advance(DAY, { step: HOUR });
        const told = (await journey.thread(key)).filter((text) =>
          text.includes('Crash rate of treatment is up'),
        );
        expect(told).toHaveLength(1);
        expect(collected(journey)).toEqual([]);
      },
      { settingsFile: settings.path, scenarios: [withHarm(cookieCats, 'app_crashed', 4)] },
    );
  });
});

describe('quiet hours', () => {
  it('end in the zone of the settings, with one message that tells what is over as over', async () => {
    // The journey begins on a Monday at 09:00 UTC, which is 14:45 in Kathmandu.
    await settings.add(
      `${LOW}\nalerts: {graceHours: 0, quietHours: {from: "12:00", until: "23:00", timeZone: Asia/Kathmandu}}`,
    );
    await withJourney(
      async (journey) => {
        const key = await launched(journey);
        await journey.running.advance(3 * HOUR, { step: HOUR });
        expect(await inThread(journey, key)).toBe(0);
        expect((await journey.load(key)).alerts?.held.map(({ why }) => why)).toEqual(['quiet']);
        const { clock } = journey.running.sandbox;
        const end = Math.floor(clock.now() / DAY) * DAY + 17 * HOUR + 15 * MINUTE;
        await journey.running.advance(end - clock.now() - 5 * MINUTE, { step: HOUR });
        expect(collected(journey)).toEqual([]);
        await journey.running.advance(10 * MINUTE, { step: 5 * MINUTE });
        expect(collected(journey)).toEqual([expect.stringContaining('1 alert from the quiet hours')]);
        expect(await inThread(journey, key)).toBe(0);
      },
      { settingsFile: settings.path },
    );
  });

  it('are those of the owner if the settings name no zone', async () => {
    await settings.add(`${LOW}\nalerts: {graceHours: 0, quietHours: {from: "01:00", until: "12:00"}}`);
    await withJourney(
      async (journey) => {
        const { slack } = journey.running.sandbox;
        slack.changeUser('U0000000MIA', { tz: 'America/Los_Angeles' });
        const key = await launched(journey);
        await journey.running.advance(3 * HOUR, { step: HOUR });
        expect(await inThread(journey, key)).toBe(0);
        expect((await journey.load(key)).alerts?.held.map(({ why }) => why)).toEqual(['quiet']);
      },
      { settingsFile: settings.path },
    );
  });
});

describe('the owners of surfaces and metrics', () => {
  it('are mentioned for what concerns them', async () => {
    await settings.add(`${LOW}\nalerts: {graceHours: 0}`);
    await settings.replace(
      '    description: completed an order\n',
      '    description: completed an order\n    owner: U0000000ADA\n',
    );
    await withJourney(
      async (journey) => {
        const key = await launched(journey);
        await journey.running.advance(3 * HOUR, { step: HOUR });
        const told = (await journey.thread(key)).filter((text) => text.includes('is below one half'));
        expect(told[0]).toMatch(/@ada/);
        expect(told[0]).toMatch(/@mia/);
      },
      { settingsFile: settings.path },
    );
  });
});
