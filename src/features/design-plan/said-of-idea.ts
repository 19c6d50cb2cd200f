import type { Experiment } from '#domain/experiment.ts';

/** One answer to the supervisor; `question` is all that was open if one text answers it. */
interface AnsweredQuestion {
  readonly question: string;
  readonly answer: string;
  /** By pseudonym. */
  readonly by: string;
}

/** What people answered to the supervisor, oldest first. */
export function answeredOf({ proposal: { answered = [] } }: Experiment): readonly AnsweredQuestion[] {
  return answered.flatMap(({ questions, answers, by }) =>
    answers.map(({ question, answer }) => ({ question: question ?? questions.join(' '), answer, by })),
  );
}

/** What people said of the change: the idea, their answers, and what reviewers asked for. */
export function textsOf(experiment: Experiment): readonly string[] {
  const { request, proposal } = experiment;
  return [request.idea, ...answeredOf(experiment).map(({ answer }) => answer), ...proposal.comments];
}

/** What people answered and asked to change, as the designer takes it up. */
export function wishesOf(experiment: Experiment): readonly string[] {
  const answers = answeredOf(experiment).map(({ question, answer }) => `${question} ${answer}`.trim());
  return [...answers, ...experiment.proposal.comments];
}
