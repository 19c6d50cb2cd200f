import { describe, expect, it } from 'vitest';
import { IDEA, type Journey, keysOf } from '#test/support/journey.ts';
import { notePressed } from '#test/support/journey-buttons.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { answersIn, ask, askInChannel, onlyAsked } from '#test/support/journey-questions.ts';

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
  describe('words to the bot in a channel that are about no experiment', () => {
    it('become an experiment by the form that the button opens, and by nothing else', () =>
      withJourney(async (journey) => {
        const { slack } = journey.running.sandbox;
        const channel = slack.channelId('growth');
        expect(await askInChannel(journey, 'mia', channel, IDEA)).toContain('Nothing is done yet');
        expect(await keysOf(journey.running)).toEqual([]);
        const [answer] = answersIn(journey, channel);
        if (answer === undefined) throw new Error('there is no answer');
        await journey.pressOn('sam', answer, 'make_of_words');
        const { values } = journey.modal('sam').state;
        expect(values['idea']?.['idea']?.['value']).toBe(IDEA);
        await journey.fill('sam', {});
        const [key = ''] = await keysOf(journey.running);
        const { source } = (await journey.load(key)).proposal;
        expect(source).toMatchObject({ kind: 'message', link: expect.stringContaining(channel) });
        expect(await journey.card(key)).toContain('a message');
        await askInChannel(journey, 'mia', channel, 'hi');
        expect(JSON.stringify(answersIn(journey, channel).at(-1)?.blocks)).not.toContain('make_of_words');
      }));
  });

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
