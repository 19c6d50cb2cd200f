import type { Command } from '#domain/command.ts';
import { LONGEST_REPLY, MOST_ASKED_ROUNDS } from '#domain/design/answers.ts';
import type { Experiment } from '#domain/experiment.ts';
import { count } from '#domain/figures.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** The questions that wait for an answer; none if nothing was asked, or all of it is answered. */
export function openQuestions({ status, failure, proposal }: Experiment): readonly string[] {
  const isAsked = status === 'draft' && failure?.reason === 'has-questions';
  return isAsked ? (proposal.assessment?.questions ?? []) : [];
}

/** Whether the supervisor may ask once more. */
export function mayAskAgain({ proposal: { answered = [] } }: Pick<Experiment, 'proposal'>): boolean {
  return answered.length < MOST_ASKED_ROUNDS;
}

/** Questions are open, and each answer says something and is not too long. */
export function answersOpenQuestions(
  experiment: Experiment,
  { answers }: Pick<Command<'answerQuestions'>, 'answers'>,
): Refusal | null {
  if (openQuestions(experiment).length === 0) {
    return {
      code: 'already-done',
      message: 'No question is open here. It was answered already, or the request was edited since.',
    };
  }
  if (answers.every(({ answer }) => answer.trim() === '')) {
    return { code: 'needs-reason', message: 'Write an answer, so that the plan can go on.' };
  }
  return unless(
    answers.every(({ answer }) => answer.length <= LONGEST_REPLY),
    'policy',
    `This answer is too long. Say it in at most ${count(LONGEST_REPLY)} characters.`,
  );
}
