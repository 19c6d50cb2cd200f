import { action } from '#features/action.ts';
import { DAY } from '#shared/clock.ts';
import { answered, RATE, rated } from './rating.ts';
import { whomToAsk } from './whom-to-ask.ts';

const SCOPE = 'answer-rated';
const KEPT = 30 * DAY;
const SWEPT = 1_000;

const THANKS = 'Thank you. It is counted, without your name and what was asked.';
const AGAIN = 'You have rated this answer already.';

/** Whether an answer was of use; each person counts once for each answer. */
export const rateAnswer = action(RATE, rated, async ({ store, clock, watch }, { value, actor, tell }) => {
  const now = clock.now();
  await store.sweepClaims(SCOPE, now - KEPT, SWEPT);
  if (!(await store.claim(SCOPE, `${actor.person}:${value.question}`, now))) return tell(AGAIN);
  watch.rated(value.isUseful ? 'useful' : 'not-useful');
  await tell(value.isUseful ? THANKS : `${THANKS} *Talk to a person* names who knows more.`);
});

/** Names the one person to talk to, to the presser alone: the name calls no person. */
export const talkToPerson = action('talk_to_person', answered, async (coPilot, { value, actor, tell }) => {
  await tell(await whomToAsk(coPilot, value.experiment, actor.person));
});
