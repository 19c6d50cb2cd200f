/** Counts how questions of people are answered, without what was asked and by whom. */
export interface AnswerWatch {
  /** A question was answered: by sentences that a model chose or without one, or not, because it was about nothing or a person stopped it. */
  answered(outcome: 'model' | 'no-model' | 'over-budget' | 'no-experiment' | 'stopped'): void;
  /** A person said whether an answer was of use. */
  rated(verdict: 'useful' | 'not-useful'): void;
}
