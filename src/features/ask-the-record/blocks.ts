import { actions } from '#block-kit/buttons.ts';
import { feedbackButtons } from '#block-kit/feedback.ts';
import { context, section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { experimentStatusWords } from '#features/status-words.ts';
import { titleOf } from '#features/title.ts';
import { makeOfWords, type SaidWords } from '#features/ways-in/actions.ts';
import { talkToPerson } from './actions.ts';
import type { AskedAct } from './acts.ts';
import type { RecordAnswer } from './answer-from-record.ts';
import { MOST_ABOUT_EXPERIMENT, MOST_BY_PERSON } from './budget.ts';
import { thumbs } from './rating.ts';
import { type Names, shownSentence } from './sentence.ts';

/** Sentences of one section: three fit at their longest. */
const IN_SECTION = 3;

const NOT_IN_RECORD =
  'The record of this experiment does not say that. Ask in other words, or press *Talk to a person*: it names who knows more.';
const SOURCES: Readonly<Record<RecordAnswer['chosenBy'], string>> = {
  model: 'From the record as it is now. A model chose the sentences; it wrote none of them.',
  'no-model': 'From the record as it is now. The model did not answer, so this is what is asked most.',
  'over-budget': `From the record as it is now. A model looks at ${MOST_BY_PERSON} questions of a person and ${MOST_ABOUT_EXPERIMENT} about an experiment a day. There were more, so this is what is asked most.`,
};

/** The line above an answer: which experiment it is about and how it stands. Plain text. */
export function answerHeadline({ experiment }: RecordAnswer): string {
  return `${oneLine(titleOf(experiment), 120)}: ${experimentStatusWords(experiment)}`;
}

/** An answer out of the record, with whom to ask instead. `question` names the message that asked. */
export function renderAnswer(answer: RecordAnswer, names: Names, question: string): ChatMessage {
  const { experiment, sentences, act, chosenBy } = answer;
  const lines = sentences.map((one) => shownSentence(one, names));
  const isSilent = lines.length === 0 && act === null;
  const value = { experiment: experiment.key, question };
  return message({
    text: [escapeMrkdwn(answerHeadline(answer)), ...(isSilent ? [NOT_IN_RECORD] : lines)].join('\n'),
    blocks: [
      ...(act === null ? [] : [section(actWords(experiment.key, act))]),
      ...(isSilent ? [section(NOT_IN_RECORD)] : []),
      ...chunk(lines).map((group) =>
        section(group.length === 1 && lines.length === 1 ? group.join('') : bullets(group)),
      ),
      ...(isSilent ? [] : [context([SOURCES[chosenBy]])]),
      actions([talkToPerson.button(value, { label: 'Talk to a person' })]),
      feedbackButtons(thumbs(value)),
    ],
  });
}

/** What a person does who wants something done: words alone do nothing. */
function actWords(key: string, { wanted, command, button }: AskedAct): string {
  const press = button === null ? [] : [`press ${button}`];
  const type = command === null ? [] : [`type ${code(`/experiment ${command} ${key}`)} in the channel`];
  return `I answer here and change nothing. To ${wanted}, ${[...press, ...type].join(', or ')}. Who may do it is checked there.`;
}

/** To a person who names no experiment, or none that is there. What they said may be an idea: `said` offers to make it one. */
export function renderNoExperiment(key: string | null, said: SaidWords | null): ChatMessage {
  const unknown = key === null ? '' : `There is no experiment "${escapeMrkdwn(oneLine(key, 60))}". `;
  const text = `${unknown}Ask me in the thread of an experiment, or name its key. ${code('/experiment list')}, typed in the channel, shows those there are.`;
  if (said === null) return message({ text, blocks: [section(text)] });
  const { channel, ts, words } = said;
  const offer = 'If this is an idea, the button opens the form with it. Nothing is done yet.';
  return message({
    text: `${text} ${offer}`,
    blocks: [
      section(text),
      section(offer),
      actions([makeOfWords.button({ channel, ts, words }, { label: 'Make this an experiment' })]),
    ],
  });
}

function chunk(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  for (let at = 0; at < lines.length; at += IN_SECTION) parts.push(lines.slice(at, at + IN_SECTION));
  return parts;
}
