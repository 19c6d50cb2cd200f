import { describe, expect, it } from 'vitest';
import { isFlagUntouched } from '#features/guard-flag/check-flag.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { byHand } from '#test/support/journey-flags.ts';
import { launched } from '#test/support/journey-stages.ts';

describe('the flag held against the journal', () => {
  it('is no change by hand if the bot itself changes it between the two readings of the journal', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      const { coPilot } = journey.running.bot;
      const read: typeof coPilot.flags.read = async (...asked) => {
        const before = await coPilot.flags.read(...asked);
        await journey.command('ada', `pause ${key}`);
        return before;
      };
      expect(await isFlagUntouched({ ...coPilot, flags: { ...coPilot.flags, read } }, key)).toBe(false);
      expect((await journey.load(key)).tampering.open).toBeNull();
      expect(await isFlagUntouched(coPilot, key)).toBe(true);
    }));

  it('is told without a name if the key may not read who changed it', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      journey.running.sandbox.posthog.fail({ kind: 'http-403', path: '/activity/' });
      byHand(journey, key, { active: false });
      expect(await isFlagUntouched(journey.running.bot.coPilot, key)).toBe(false);
      await journey.running.settle();
      expect((await journey.thread(key)).at(-1)).toContain('The flag is off. It was changed by hand.');
    }));

  it('reads no flag of an experiment that has none', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const before = journey.running.sandbox.posthog.requests.length;
      expect(await isFlagUntouched(journey.running.bot.coPilot, key)).toBe(true);
      expect(journey.running.sandbox.posthog.requests.length).toBe(before);
    }));
});
