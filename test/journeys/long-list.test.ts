import { describe, expect, it } from 'vitest';
import { summarize } from '#domain/summary.ts';
import { MINUTE } from '#shared/clock.ts';
import { withJourney } from '#test/support/journey-checks.ts';

describe('/experiment list', () => {
  it('counts and pages all experiments, however many came after', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const { store } = journey.running.bot.coPilot;
      const line = summarize(await journey.load(key));
      for (let index = 0; index < 1_200; index += 1) {
        const other = {
          key: `other-${index}`,
          title: `Other ${index}`,
          requester: 'p_other',
          owner: 'p_other',
        };
        const proposedAt = line.proposedAt + (index + 1) * MINUTE;
        await store.putSummary({ ...line, ...other, status: 'completed', waiting: null, proposedAt });
      }
      await journey.command('mia', 'list mine');
      expect(journey.told('mia')).toContain('One experiment (mine)');
      expect(journey.told('mia')).toContain(key);
      await journey.command('mia', 'list all 121');
      expect(journey.told('mia')).toContain('1201 experiments, page 121 of 121');
      expect(journey.told('mia')).toContain(key);
      await journey.command('mia', 'list done');
      expect(journey.told('mia')).toContain('1200 experiments (done), page 1 of 120');
      await journey.command('mia', 'list running');
      expect(journey.told('mia')).toContain('No experiment is in the list');
    }));
});
