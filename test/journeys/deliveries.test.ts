import { describe, expect, it } from 'vitest';
import { deliveryLog } from '#journal/delivery-log.ts';
import { HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

async function outcomes(journey: Journey, key: string) {
  return deliveryLog(key, await journey.running.bot.coPilot.store.entries(key));
}

describe('the delivery log', () => {
  it('has what failed and why, shows it to admins alone, and has it after one more try, once', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const key = await journey.propose('mia');
      slack.fail({ method: 'chat.postMessage', kind: { error: 'brand_new_error' }, times: 10 });
      await journey.press('priya', key, 'approve_plan');
      await journey.running.advance(HOUR);
      journey.takeErrors();
      const [failed, ...others] = (await outcomes(journey, key)).filter(
        ({ outcome }) => outcome === 'failed',
      );
      expect(others).toEqual([]);
      expect(failed).toMatchObject({ what: 'pull-request', place: 'thread', to: null });
      expect(failed?.why).toContain('brand_new_error');
      await journey.command('mia', 'deliveries');
      expect(journey.told('mia')).toContain('Only admins may see and repeat deliveries');
      await journey.command('ada', 'deliveries');
      expect(journey.told('ada')).toContain('brand_new_error');
      slack.clearFaults();
      await journey.command('ada', 'deliveries retry');
      expect(journey.told('ada')).toMatch(/Trying again: (?:one delivery|\d deliveries)/);
      const after = (await outcomes(journey, key)).filter(({ effect }) => effect === failed?.effect);
      expect(after).toMatchObject([{ outcome: 'sent' }]);
      const { messages } = slack.snapshot();
      const marked = messages.filter(({ metadata }) =>
        JSON.stringify(metadata)?.includes(`"${failed?.effect}"`),
      );
      expect(marked.length).toBeLessThanOrEqual(1);
      await journey.command('ada', 'deliveries');
      expect(journey.told('ada')).toContain('Everything that the bot had to say');
    }));
});
