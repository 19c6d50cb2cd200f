import type { ChatMessage } from '#block-kit/message.ts';
import { ASKED_ACTS } from '#features/ask-the-record/acts.ts';
import type { RecordAnswer } from '#features/ask-the-record/answer-from-record.ts';
import { renderAnswer, renderNoExperiment } from '#features/ask-the-record/blocks.ts';
import { recordSentences } from '#features/ask-the-record/record-sentences.ts';
import { peopleIn } from '#features/ask-the-record/sentence.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import type { Story } from '#test/support/example-story.ts';

const APPROVERS = ['p_priya', 'p_sam'];

/** Everything that can be said about the experiment of a story. */
export function sentencesOf({ experiment, commits }: Story) {
  return recordSentences(experiment, APPROVERS, commits.at(-1)?.at ?? 0);
}

function answer(story: Story, ids: readonly string[], more: Partial<RecordAnswer> = {}): ChatMessage {
  const all = sentencesOf(story);
  const sentences = ids.flatMap((id) => all.find((one) => one.id === id) ?? []);
  if (sentences.length < ids.length)
    throw new Error(
      `no sentence for one of ${ids.join(', ')}; there are ${all.map(({ id }) => id).join(', ')}`,
    );
  const names = new Map(peopleIn(all).map((person) => [person, person.replace('p_', '')]));
  const { experiment } = story;
  const given: RecordAnswer = { experiment, sentences, act: null, chosenBy: 'model', ...more };
  return renderAnswer(given, names, 'answer:C1:1767600000.000100');
}

const actOf = (id: string) => ASKED_ACTS.find((one) => one.id === id) ?? null;

/** What questions are answered with, by the name of its golden file. */
export const ANSWER_CASES: Readonly<Record<string, () => ChatMessage>> = {
  answer: () => answer(EXAMPLES.running, ['status', 'progress', 'next-look', 'size', 'guardrail-crash_rate']),
  'answer-result': () => answer(EXAMPLES.decisionShip, ['recommendation', 'look-f1', 'look-f2', 'waits']),
  'answer-decision': () =>
    answer(EXAMPLES.completed, ['decision', 'hypothesis', 'requester', 'approved', 'code']),
  'answer-without-model': () =>
    answer(EXAMPLES.inReview, ['status', 'next', 'waits', 'not-launched'], { chosenBy: 'no-model' }),
  'answer-over-budget': () => answer(EXAMPLES.inReview, ['status', 'next'], { chosenBy: 'over-budget' }),
  'answer-act': () => answer(EXAMPLES.running, ['status'], { act: actOf('pause') }),
  'answer-silent': () => answer(EXAMPLES.running, []),
  'answer-unknown': () => renderNoExperiment('move-the-gate', null),
  'answer-none': () => renderNoExperiment(null, null),
  'answer-none-with-idea': () =>
    renderNoExperiment(null, {
      ...{ channel: 'C_GROWTH', ts: '1767600000.000100' },
      words: 'we should "move" the *first* gate to level 40 '.repeat(70),
    }),
};
