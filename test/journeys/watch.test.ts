import { describe, expect, it } from 'vitest';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm, withSampleRatioMismatch } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { FORM, IDEA, type Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { unitsMeet } from '#test/support/journey-flags.ts';
import { launched, merged, reach } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const PEOPLE = '{productManagers: [U0000000SAM], leadership: [U00000PRIYA]}';
const settings = useSettingsFile();

async function told(journey: Journey, key: string, words: string): Promise<readonly string[]> {
  return (await journey.thread(key)).filter((text) => text.includes(words));
}

describe('the watch between the looks', () => {
  it('stops harm at night, hours after the launch, and calls the leadership', async () => {
    await settings.add(`escalation: ${PEOPLE}`);
    await withJourney(
      async (journey) => {
        const form = { ...FORM, guardrailMetrics: ['crash_rate'] };
        const key = await launched(journey, IDEA, form);
        const { launch } = await journey.load(key);
        const { looks } = await reach(journey, key, ['killed'], 2);
        expect(unitsMeet(journey, key)).toBe('off');
        // Within hours: the first daily watch would have come a day after the full split.
        expect((looks.snapshots.at(-1)?.until ?? 0) - (launch?.runningSince ?? 0)).toBeLessThan(DAY);
        expect((await told(journey, key, 'Stopped for harm'))[0]).toContain('@priya Stopped for harm');
      },
      { settingsFile: settings.path, scenarios: [withHarm(cookieCats, 'app_crashed', 4)] },
    );
  });

  it('tells a broken split with its causes, reads nothing of it, and stops nothing', async () => {
    await settings.add(`escalation: ${PEOPLE}`);
    await withJourney(
      async (journey) => {
        const key = await launched(journey);
        await journey.running.advance(3 * DAY, { step: HOUR });
        const alarms = await told(journey, key, 'sample ratio mismatch');
        expect(alarms).toHaveLength(1);
        expect(alarms[0]).toMatch(
          /@sam The data of this experiment are not sound.*What the data say of the cause:/s,
        );
        const { status, looks } = await journey.load(key);
        expect([status, looks.watch?.analysis.show]).toEqual(['running', 'progress']);
        expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      },
      { settingsFile: settings.path, scenarios: [withSampleRatioMismatch(cookieCats, 0.2)] },
    );
  });

  it('pauses for a broken split if the rules say so, until an approver resumes it', async () => {
    await settings.add(`watch: {pausesForIntegrity: true}\nescalation: ${PEOPLE}`);
    await withJourney(
      async (journey) => {
        const key = await launched(journey);
        await reach(journey, key, ['paused'], 3);
        expect(unitsMeet(journey, key)).toBe('off');
        expect(
          await told(journey, key, 'Paused: The data of this experiment cannot be trusted'),
        ).toHaveLength(1);
        await journey.command('sam', `resume ${key}`);
        await journey.running.advance(DAY, { step: HOUR });
        // It is known by now, so it is not paused for it again.
        expect((await journey.load(key)).status).toBe('running');
      },
      { settingsFile: settings.path, scenarios: [withSampleRatioMismatch(cookieCats, 0.2)] },
    );
  });

  it('tells each onset once: errors that rise, stop and rise again', async () => {
    await settings.add('watch: {errors: crash_rate}');
    const crashing = withHarm(cookieCats, 'app_crashed', 4);
    const calm: Scenario = { ...cookieCats, name: 'calm' };
    const scenarios = [calm];
    await withJourney(
      async (journey) => {
        const key = await merged(journey);
        await journey.press('priya', key, 'launch');
        await reach(journey, key, ['running'], 2);
        scenarios[0] = crashing;
        await journey.running.advance(DAY, { step: HOUR });
        const up = 'Crash rate of treatment is up';
        expect(await told(journey, key, up)).toHaveLength(1);
        expect((await told(journey, key, up))[0]).toContain('@mia');
        scenarios[0] = calm;
        await journey.running.advance(6 * HOUR, { step: HOUR });
        scenarios[0] = crashing;
        await journey.running.advance(6 * HOUR, { step: HOUR });
        expect(await told(journey, key, up)).toHaveLength(2);
        expect((await journey.load(key)).status).toBe('running');
      },
      { settingsFile: settings.path, scenarios },
    );
  });
});
