import { z } from 'zod';
import { truncate } from '#block-kit/text.ts';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { openIdeaOf } from './open-idea.ts';

/** Slack takes 2,000 characters of a value, and each character of a text may take six in JSON. */
const LONGEST = 1_900;

/** What a person said to the bot: the place, and the words without secrets. */
export interface SaidWords {
  readonly channel: string;
  readonly ts: string;
  readonly words: string;
}

/** Binds a button to the message that spoke to the bot; words that do not fit are cut. */
const boundToWords: ActionValue<SaidWords, SaidWords> = {
  schema: z.object({ channel: z.string(), ts: z.string(), words: z.string() }),
  write: (said) => {
    let words = said.words;
    while (JSON.stringify({ ...said, words }).length > LONGEST) {
      words = truncate(words, Math.floor(words.length * 0.8));
    }
    return { ...said, words };
  },
};

/** Opens the form with what was said to the bot. Nothing is done before the person submits it. */
export const makeOfWords = action('make_of_words', boundToWords, async (coPilot, press) => {
  const { client, triggerId, actor, value, tell } = press;
  const user = await coPilot.people.userOf(actor.person);
  if (user === null) return tell('I do not know you any more. Type `/experiment` and the idea instead.');
  await openIdeaOf(coPilot, { client, triggerId, user }, { ...value, channelName: '', text: value.words });
});
