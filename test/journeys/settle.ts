import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { byHand, splitByHand, unitsMeet } from '#test/support/journey-flags.ts';
import { launched } from '#test/support/journey-stages.ts';

/** What an approver chooses about a flag that was changed by hand; flag-by-hand.test.ts has each choice at every moment. */
export function settleJourneys(): void {
  describe('a flag that is changed by hand', () => {
    it('is restored, accepted, and in the end switched off', () =>
      withJourney(async (journey) => {
        const key = await launched(journey);
        byHand(journey, key, { active: false });
        await journey.running.advance(HOUR);
        await journey.press('priya', key, 'restore_flag');
        expect(unitsMeet(journey, key)).toBe('100 % by 50/50');
        splitByHand(journey, key, 30, 70);
        await journey.running.advance(HOUR);
        await journey.press('sam', key, 'accept_flag');
        splitByHand(journey, key, 50, 50);
        await journey.running.advance(HOUR);
        await journey.press('sam', key, 'end_for_flag');
        expect([(await journey.load(key)).status, unitsMeet(journey, key)]).toEqual(['killed', 'off']);
      }));
  });
}
