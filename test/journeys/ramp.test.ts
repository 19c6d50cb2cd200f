import { beforeEach, describe, expect, it } from 'vitest';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm, withSampleRatioMismatch } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { unitsMeet } from '#test/support/journey-flags.ts';
import { merged, reach } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const settings = useSettingsFile();
beforeEach(() => {
  const steps = '[{share: 0.05}, {share: 0.1, days: 3}, {share: 1}]';
  return settings.add(`launch:\n  steps: ${steps}\nwatch: {errors: crash_rate}`);
});

/** The same experiment once its data are sound again: by another name, so that its course is drawn anew. */
const SOUND: Scenario = { ...cookieCats, name: `${cookieCats.name}, mended` };

describe('a launch in steps', () => {
  it('is held by a canary that fails, says so once, and passes by itself when it is mended', async () => {
    const scenarios = [withSampleRatioMismatch(cookieCats, 0.7)];
    await withJourney(
      async (journey) => {
        const key = await merged(journey);
        await journey.press('priya', key, 'launch');
        expect((await journey.thread(key)).at(-1)).toContain('5 %, then 10 % for 3 days, then 100 %');
        await journey.running.advance(2 * DAY, { step: HOUR });
        const held = (await journey.thread(key)).filter((text) => text.includes('The launch is held'));
        expect(held).toHaveLength(1);
        expect(held[0]).toMatch(/The split is not as planned \(p .*Look for a redirect/s);
        expect(unitsMeet(journey, key)).toBe('5 % by 50/50');
        scenarios[0] = SOUND;
        await journey.running.advance(HOUR, { step: 15 * MINUTE });
        expect(unitsMeet(journey, key)).toBe('10 % by 50/50');
        expect((await journey.thread(key)).join('\n')).toContain(
          'Step 2 of 3: the experiment now goes to 10 %',
        );
        await journey.running.advance(2.5 * DAY, { step: HOUR });
        expect((await journey.load(key)).status).toBe('verifying');
        await reach(journey, key, ['running'], 1);
        expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
      },
      { settingsFile: settings.path, scenarios },
    );
  });

  it('is held on a step while errors are up, and goes on when they are not', async () => {
    const scenarios = [SOUND];
    await withJourney(
      async (journey) => {
        const key = await merged(journey);
        await journey.press('priya', key, 'launch');
        await journey.running.advance(8 * HOUR, { step: HOUR });
        expect(unitsMeet(journey, key)).toBe('10 % by 50/50');
        scenarios[0] = withHarm(cookieCats, 'app_crashed', 3);
        await journey.running.advance(4 * DAY, { step: HOUR });
        const held = (await journey.thread(key)).filter((text) =>
          text.includes('The launch is held at 10 %'),
        );
        expect(held).toHaveLength(1);
        expect(held[0]).toMatch(/Crash rate of treatment is up: .* times the control’s level/);
        expect(await journey.card(key)).toContain('canary');
        scenarios[0] = SOUND;
        await reach(journey, key, ['running'], 1);
      },
      { settingsFile: settings.path, scenarios },
    );
  });
});
