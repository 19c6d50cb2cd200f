import { describe, expect, it } from 'vitest';
import type { Journey } from '#test/support/journey.ts';
import { notePressed } from '#test/support/journey-buttons.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { answersIn, ask, onlyAsked } from '#test/support/journey-questions.ts';

async function rate(journey: Journey, person: string, key: string, thumb: string): Promise<string> {
  notePressed('rate_answer');
  const { slack } = journey.running.sandbox;
  const { channel } = (await journey.load(key)).delivery;
  const answer = answersIn(journey, channel).at(-1);
  if (answer === undefined) throw new Error('there is no answer');
  await journey.running.act(() => slack.as(person).select(answer, { actionId: 'rate_answer' }, thumb));
  return journey.told(person);
}

/** What can be pressed under an answer. */
export function askJourneys(): void {
  describe('an answer to a question', () => {
    it('is rated once by each person, and names one person to talk to', () =>
      withJourney(async (journey) => {
        const key = await journey.propose('mia');
        await ask(journey, 'sam', key, 'what is the status?');
        await onlyAsked(journey, key, async () => {
          expect(await rate(journey, 'sam', key, 'Not useful')).toContain('Thank you');
          expect(await rate(journey, 'sam', key, 'Useful')).toContain('rated this answer already');
          expect(await rate(journey, 'mia', key, 'Useful')).toContain('Thank you');
          await journey.press('sam', key, 'talk_to_person');
          expect(journey.told('sam')).toContain('@mia owns this experiment');
          await journey.press('mia', key, 'talk_to_person');
          expect(journey.told('mia')).toMatch(/^@(?:priya|sam) is whom it waits for now/);
        });
      }));
  });
}
