/** What a person answered. */
export interface GivenAnswer {
  /** Null if one text answers all the questions that were open. */
  readonly question: string | null;
  readonly answer: string;
}

/** Answers that were given at once. */
export interface AnsweredRound {
  /** What was open. */
  readonly questions: readonly string[];
  readonly answers: readonly GivenAnswer[];
  /** By pseudonym. */
  readonly by: string;
}

/** So often the supervisor may ask; then it plans, or says what is missing. */
export const MOST_ASKED_ROUNDS = 2;

/** Questions that are asked at once. */
export const MOST_QUESTIONS = 2;

/** Characters of one answer. */
export const LONGEST_REPLY = 2_000;
