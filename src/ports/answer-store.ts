/** A request that a program may send again under the same key, and what it was answered. */
export interface KeptAnswer {
  /** The hash of the token's id and of the key that the program gave. */
  readonly id: string;
  /** The id of the token. */
  readonly token: string;
  /** The hash of the request: another one under the same key is a mistake. */
  readonly request: string;
  /** When the work on it began last, milliseconds since the Unix epoch. */
  readonly at: number;
  /** The name under which the first try does its work, so that a later one comes by what it has begun. */
  readonly work: string;
  /** Null while it is not answered. */
  readonly answer: string | null;
}

/** What asked for the work on a request, and whether it may begin. */
export interface BegunAnswer {
  /** The caller does the work; no other process does until `staleBefore` of a later call passes its moment. */
  readonly isOurs: boolean;
  /** As it stands: the first request under this id, with its `work`. */
  readonly kept: KeptAnswer;
}

/** Answers to requests that carry an `Idempotency-Key`. Each may be erased at any time after a day. */
export interface AnswerStore {
  /**
   * Begins the work on a request, or takes it over from a process that began it before `staleBefore` and has not answered. Of
   * several callers one gets the work.
   */
  beginAnswer(request: Omit<KeptAnswer, 'answer'>, staleBefore: number): Promise<BegunAnswer>;
  /** Keeps the answer of the work that began at this moment; false if another process has taken it over. */
  keepAnswer(id: string, at: number, answer: string): Promise<boolean>;
  /** Lets the work go that began at this moment and came to nothing, so that it can be begun again at once. */
  dropAnswer(id: string, at: number): Promise<void>;
  /** Those whose ids come after `after` in an order of the store's own, at most `limit`. */
  answersAfter(after: string | null, limit: number): Promise<readonly KeptAnswer[]>;
  /** Writes one of another store, unchanged, unless its id is there. */
  restoreAnswer(answer: KeptAnswer): Promise<void>;
  /** Erases those that began before this moment; returns how many. */
  sweepAnswers(before: number): Promise<number>;
  /** Erases those of a token. */
  forgetAnswers(token: string): Promise<void>;
}
