import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** The bot's direct messages to a person, oldest first. */
function directly({ running: { sandbox } }: Journey, person: string): readonly string[] {
  const { users, channels, messages } = sandbox.slack.snapshot();
  const id = Object.values(users).find(({ name }) => name === person)?.id;
  const im = Object.values(channels).find(({ user }) => user === id && id !== undefined);
  return messages.filter(({ channel }) => channel === im?.id).map(({ text }) => text ?? '');
}

async function times(journey: Journey, key: string, words: string): Promise<number> {
  return (await journey.thread(key)).filter((text) => text.includes(words)).length;
}

describe('a plan that no person answers', () => {
  it('calls the approvers, reminds each once a working day, calls again and is withdrawn', () =>
    withJourney(async (journey) => {
      // A Monday, 09:00.
      const key = await journey.propose('mia');
      const [plan] = (await journey.thread(key)).filter((text) => text.includes('Please review this plan'));
      expect(plan).toMatch(/^@priya @sam Please review this plan\./);
      await journey.running.advance(4 * HOUR);
      expect(directly(journey, 'priya')).toEqual([]);
      await journey.running.advance(DAY);
      expect(directly(journey, 'priya')).toEqual([
        expect.stringContaining('Waits for you (1): Review the plan'),
      ]);
      expect(directly(journey, 'sam')).toHaveLength(1);
      expect(directly(journey, 'mia')).toEqual([]);
      await journey.running.advance(3 * DAY);
      // Tuesday to Friday; the weekend is quiet.
      expect(directly(journey, 'priya')).toHaveLength(4);
      expect(await times(journey, key, 'has waited for a review of the plan')).toBe(1);
      await journey.running.advance(2 * DAY);
      expect(directly(journey, 'priya')).toHaveLength(4);
      await journey.running.advance(8 * DAY);
      expect((await journey.load(key)).status).toBe('cancelled');
      const said = (await journey.thread(key)).at(-1) ?? '';
      expect(said).toContain('Withdrawn: the plan waited 14 days and no person answered');
      expect(said).toContain('@mia');
      expect(await journey.card(key)).toContain('Withdrawn');
      const reminded = directly(journey, 'priya').length;
      await journey.running.advance(7 * DAY, { step: 6 * HOUR });
      expect(directly(journey, 'priya')).toHaveLength(reminded);
    }));
});
