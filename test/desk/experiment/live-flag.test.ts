import { describe, expect, it } from 'vitest';
import { flagHtml, readLiveFlag } from '#desk/experiment/live-flag.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';

async function flagOf({ running, load }: Journey, key: string, patience?: number): Promise<string> {
  const { coPilot } = running.bot;
  const experiment = await load(key);
  if (experiment.flag === null) throw new Error('there is no flag');
  const live = await readLiveFlag(coPilot, experiment.flag, patience);
  return flagHtml({ experiment }, live).text;
}

describe('the flag on the page', () => {
  it('is read just now, and says if it is as the bot left it', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      expect(await flagOf(journey, key)).toContain('It stands as the bot left it.');
      const { posthog } = journey.running.sandbox;
      posthog.editFlag(key, { active: false });
      expect(await flagOf(journey, key)).toContain('It differs from the version that the bot recorded.');
    }));

  it.each(['timeout', 'http-403', 'garbled'] as const)(
    'that cannot be read (%s) says why, and what was recorded last',
    (kind) =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        const { posthog } = journey.running.sandbox;
        posthog.fail({ kind, times: 20, path: '/feature_flags/' });
        const text = await flagOf(journey, key, 300);
        posthog.clearFaults();
        expect(text).toContain('The flag could not be read just now.');
        expect(text).toMatch(/recorded<\/span><\/th><td [^>]*><span [^>]*>state<\/span><span [^>]*>on</);
      }),
  );
});
