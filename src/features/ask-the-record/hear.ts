import { section } from '#block-kit/layout.ts';
import { message } from '#block-kit/message.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { ideaProblem } from '#features/propose-experiment/idea-input.ts';
import { reportFault } from '#features/report-fault.ts';
import type { SaidToBot } from '#features/said-to-bot.ts';
import { withAgents } from '#features/with-agents.ts';
import type { PostOnce, Thread } from '#ports/chat.ts';
import { DAY } from '#shared/clock.ts';
import { answerFromRecord } from './answer-from-record.ts';
import { askedAbout } from './asked-about.ts';
import { answerHeadline, renderAnswer, renderNoExperiment } from './blocks.ts';
import { type Names, peopleIn, type RecordSentence } from './sentence.ts';
import { isReply, takeReply } from './take-reply.ts';

/** Messages that were answered; one may reach the bot as two events. */
const SCOPE = 'heard';
const KEPT = 2 * DAY;
const SWEPT = 1_000;

/** Answers what a person says to the bot, in the thread of their message. It changes nothing, but for a reply to what the agents asked. */
export async function hear(coPilot: CoPilot, said: SaidToBot): Promise<void> {
  const { store, clock, log, chat } = coPilot;
  const id = `${said.channel}:${said.ts}`;
  await store.sweepClaims(SCOPE, clock.now() - KEPT, SWEPT);
  if (!(await store.claim(SCOPE, id, clock.now()))) return;
  const place: Thread = { channel: said.channel, threadTs: said.threadTs ?? said.ts };
  const once = { key: `answer:${id}`, mayExist: false, since: clock.now() };
  const tell = async (text: string) => {
    await chat.post(place, message({ text, blocks: [section(text)] }), once);
  };
  await reportFault(log, 'question', tell, () => answer(coPilot, said, place, once));
}

async function answer(coPilot: CoPilot, said: SaidToBot, place: Thread, once: PostOnce): Promise<void> {
  const { chat, people, watch } = coPilot;
  const about = await askedAbout(coPilot, said);
  if (about.kind !== 'experiment') {
    const words = coPilot.agents.redaction.withoutSecrets(said.text);
    const offered = about.kind === 'none' && ideaProblem(words) === null ? { ...said, words } : null;
    await chat.post(place, renderNoExperiment(about.kind === 'unknown' ? about.key : null, offered), once);
    watch.answered('no-experiment');
    return;
  }
  const { experiment } = about;
  if (isReply(experiment, said)) {
    const text = escapeMrkdwn(await takeReply(coPilot, experiment, said));
    await chat.post(place, message({ text, blocks: [section(text)] }), once);
    return;
  }
  const open = await chat.answer(place, said, `Reading the record of ${experiment.key}`, once);
  const { person } = await people.actorOf(said.user);
  // A question changes nothing, and is kept nowhere: not with the runs either.
  await withAgents(coPilot, experiment, async ({ keeper: _, ...agents }) => {
    const asked = { person, question: said.text, channel: said.channel };
    const given = await answerFromRecord({ ...coPilot, agents }, experiment, asked);
    const shown = renderAnswer(given, await namesOf(coPilot, given.sentences), once.key);
    const outcome = await open.finish(answerHeadline(given), shown);
    watch.answered(outcome === 'stopped' ? 'stopped' : given.chosenBy);
  });
}

async function namesOf(
  { chat }: Pick<CoPilot, 'chat'>,
  sentences: readonly RecordSentence[],
): Promise<Names> {
  const people = peopleIn(sentences);
  const names = await Promise.all(people.map((person) => chat.displayNameOf(person)));
  return new Map(people.map((person, index) => [person, names[index] ?? null]));
}
