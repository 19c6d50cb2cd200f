import { describe, expect, it } from 'vitest';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';

const isOn = ({ running }: Journey) => running.sandbox.posthog.flags().at(-1)?.active;

describe('a stop', () => {
  it('goes out at once under an approval policy on the conditions of flags', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      journey.running.sandbox.posthog.requireApproval('update', 'enable');
      await journey.command('ada', `pause ${key} it crashes`);
      expect(isOn(journey)).toBe(false);
      expect((await journey.thread(key)).at(-1)).toContain('Paused by @ada');
      expect((await journey.load(key)).flag).toMatchObject({ active: false, rollout: 1 });
    }));

  it('under a policy on switching off says that the flag is still on, and which change request to approve', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      const { posthog } = journey.running.sandbox;
      posthog.requireApproval('disable');
      await journey.command('ada', `pause ${key} it crashes`);
      expect(journey.takeErrors().map(({ fields }) => fields['code'])).toEqual(['posthog.change-request']);
      expect(isOn(journey)).toBe(true);
      expect((await journey.thread(key)).at(-1)).toMatch(/STILL ON.*approve change request cr-1.*Try again/s);
      posthog.approveChanges();
      await journey.press('mia', key, 'retry_effect');
      expect(isOn(journey)).toBe(false);
      expect((await journey.thread(key)).at(-1)).toContain('Paused by @ada');
    }));
});
