import { describe, expect, it } from 'vitest';
import { sweepPeople } from '#features/privacy/sweep-people.ts';
import { DAY } from '#shared/clock.ts';
import { MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const [MIA, SAM, ADA] = ['U0000000MIA', 'U0000000SAM', 'U0000000ADA'] as const;

describe('people are forgotten when the time of retention is over', () => {
  it('if all their experiments ended before it, and no other person is', () =>
    withJourney(async (journey) => {
      const { store } = journey.running.bot.coPilot;
      const ended = await journey.propose('mia', 'Move the first gate from level 30 to level 40');
      await journey.command('mia', `cancel ${ended} the season is over`);
      const open = await journey.propose('sam', MAIL.idea, MAIL.form);
      // Its pull request waits for as long as it takes; a plan that no person approves would be withdrawn.
      await journey.press('priya', open, 'approve_plan');
      await journey.command('ada', `pause ${open}`);
      const before = await Promise.all([ended, open].map((key) => store.records(key)));

      await journey.running.advance(364 * DAY, { step: DAY });
      expect(await store.knownPseudonymOf(MIA)).not.toBeNull();
      await journey.running.advance(3 * DAY, { step: DAY });
      expect(await store.knownPseudonymOf(MIA)).toBeNull();
      expect(await store.knownPseudonymOf(SAM)).not.toBeNull();
      // Ada appears in no experiment at all, but she is an admin by the settings.
      expect(await store.knownPseudonymOf(ADA)).not.toBeNull();

      const after = await Promise.all([ended, open].map((key) => store.records(key)));
      expect(after.map((records, i) => records.slice(0, before[i]?.length))).toEqual(before);
      await journey.command('sam', `status ${ended}`);
      expect(journey.told('sam')).toContain('a former member');
      expect(await journey.card(open)).toContain('@sam');
    }));

  it('but no person is if it is set to keep them', () =>
    withJourney(async (journey) => {
      const { store, log } = journey.running.bot.coPilot;
      const ended = await journey.propose('mia');
      await journey.command('mia', `cancel ${ended}`);
      const clock = { now: () => journey.running.sandbox.clock.now() + 9_999 * DAY };
      expect(await sweepPeople({ store, log, clock, retentionDays: 0 })).toBe(0);
      expect(await store.knownPseudonymOf(MIA)).not.toBeNull();
      expect(await sweepPeople({ store, log, clock, retentionDays: 9_998 })).toBe(1);
      expect(await store.knownPseudonymOf(MIA)).toBeNull();
    }));
});
