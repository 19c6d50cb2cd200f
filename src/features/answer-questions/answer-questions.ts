import type { PersonActor } from '#domain/actor.ts';
import { newestPost } from '#domain/delivery/newest-post.ts';
import type { GivenAnswer } from '#domain/design/answers.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Executed } from '#journal/perform.ts';
import type { Result } from '#shared/result.ts';

type Needs = Pick<CoPilot, 'execute' | 'clock' | 'people'>;

/**
 * Answers all open questions of an experiment with one text, as a reply in the thread gives it; the design then goes on by itself.
 * Refuses if no question is open, if the person may not answer, and if the text is empty or too long.
 */
export function answerQuestions(
  needs: Needs,
  experiment: Experiment,
  actor: PersonActor,
  text: string,
): Promise<Result<Executed, Refusal>> {
  const message = newestPost(experiment.delivery, 'questions-asked');
  return recordAnswers(needs, experiment.key, {
    actor,
    message,
    answers: [{ question: null, answer: text }],
  });
}

/** Records answers with pseudonyms in place of chat users; those that say nothing are left out. */
export async function recordAnswers(
  { execute, clock, people }: Needs,
  experiment: string,
  given: {
    readonly actor: PersonActor;
    readonly answers: readonly GivenAnswer[];
    readonly message: string | null;
  },
): Promise<Result<Executed, Refusal>> {
  const said = given.answers.filter(({ answer }) => answer.trim() !== '');
  const answers: GivenAnswer[] = [];
  for (const { question, answer } of said) {
    answers.push({ question, answer: await people.pseudonymise(answer.trim()) });
  }
  const { actor, message } = given;
  return execute(experiment, { name: 'answerQuestions', answers, message, actor, at: clock.now() });
}
