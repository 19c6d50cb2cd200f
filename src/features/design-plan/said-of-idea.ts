import type { GivenAnswer } from '#domain/design/answers.ts';
import type { Experiment } from '#domain/experiment.ts';

/** What people answered to the supervisor, oldest first. */
export function answersOf({ proposal: { answered = [] } }: Experiment): readonly GivenAnswer[] {
  return answered.flatMap(({ questions, answers }) =>
    answers.map(({ question, answer }) => ({ question: question ?? questions.join(' '), answer })),
  );
}

/** What people said of the change: the idea, their answers, and what reviewers asked for. */
export function textsOf(experiment: Experiment): readonly string[] {
  const { request, proposal } = experiment;
  return [request.idea, ...answersOf(experiment).map(({ answer }) => answer), ...proposal.comments];
}

/** What people answered and asked to change, as the designer takes it up. */
export function wishesOf(experiment: Experiment): readonly string[] {
  const answers = answersOf(experiment).map(({ question, answer }) => `${question ?? ''} ${answer}`.trim());
  return [...answers, ...experiment.proposal.comments];
}
