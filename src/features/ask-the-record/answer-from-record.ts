import { chooseAnswer } from '#agents/answerer.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { titleOf } from '#features/title.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { orLate } from '#shared/or-late.ts';
import { ASKED_ACTS, type AskedAct, actIn } from './acts.ts';
import { mayAskModel } from './budget.ts';
import { pastSentences } from './past-sentences.ts';
import { recordSentences } from './record-sentences.ts';
import { plainSentence, type RecordSentence } from './sentence.ts';

/** An answer out of the record: every sentence is code's. */
export interface RecordAnswer {
  readonly experiment: Experiment;
  /** In their order; none if the record does not say. */
  readonly sentences: readonly RecordSentence[];
  /** What the person wants done, which an answer never does; null if nothing. */
  readonly act: AskedAct | null;
  /** Whether a model chose the sentences, or why none did. */
  readonly chosenBy: 'model' | 'no-model' | 'over-budget';
}

type Needs = Pick<CoPilot, 'agents' | 'store' | 'people' | 'memory' | 'clock' | 'log'>;

/** How long a person waits for the model, in milliseconds; then the first sentences answer. */
const PATIENCE = 45_000;
/** Sentences that are shown if no model chooses. */
const WITHOUT_MODEL = 4;
const LONGEST_QUESTION = 1_000;

/** What a person (a pseudonym) asks, and the channel in which the answer is read. */
export interface AskedByPerson {
  readonly person: string;
  readonly question: string;
  readonly channel: string;
}

/** Answers a question about an experiment that they may see. Changes nothing of it. */
export async function answerFromRecord(
  needs: Needs,
  experiment: Experiment,
  { person, question, channel }: AskedByPerson,
): Promise<RecordAnswer> {
  const { people, store, clock } = needs;
  const own = recordSentences(experiment, await people.approvers(), clock.now());
  const said = actIn(question);
  const without = (chosenBy: 'no-model' | 'over-budget'): RecordAnswer => {
    const first = own.slice(0, WITHOUT_MODEL);
    return { experiment, sentences: said === null ? first : first.slice(0, 2), act: said, chosenBy };
  };
  if (!(await mayAskModel({ store, clock }, person, experiment.key))) return without('over-budget');
  const sentences = [...own, ...(await pastSentences(needs, experiment, channel))];
  const chosen = await choiceOf(needs, experiment, sentences, question);
  if (chosen === null) return without('no-model');
  const known = chosen.sentences.flatMap((id) => sentences.find((one) => one.id === id) ?? []);
  const act = ASKED_ACTS.find(({ id }) => id === chosen.act) ?? said;
  return { experiment, sentences: known, act, chosenBy: 'model' };
}

/** What the model chose; null if it did not answer, or with nothing that can be used. */
async function choiceOf(
  { agents, log }: Pick<Needs, 'agents' | 'log'>,
  experiment: Experiment,
  sentences: readonly RecordSentence[],
  question: string,
) {
  const asked = chooseAnswer(agents, {
    question: question.slice(0, LONGEST_QUESTION),
    experiment: titleOf(experiment),
    sentences: sentences.map((one) => ({ id: one.id, text: plainSentence(one) })),
    acts: ASKED_ACTS.map(({ id, wanted }) => ({ id, text: wanted })),
  });
  try {
    const answer = await orLate(asked, PATIENCE);
    if (answer?.kind === 'ok') return answer.value.output;
    log.warn('a question was answered without the model', { code: answer?.problem.reason ?? 'late' });
  } catch (thrown) {
    log.warn('a question was answered without the model', faultFields(toAppError(thrown)));
  }
  return null;
}
