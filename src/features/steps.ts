/** What one step of an agent's work came to: `done` false asks for a person, in words of the message that follows. */
export interface StepResult<Value> {
  readonly value: Value;
  readonly done: boolean;
  /** A few words for the list of steps. */
  readonly note: string;
}

/** Runs a step, by its number in the list that the face shows. */
export type Steps = <Value>(index: number, work: () => Promise<StepResult<Value>>) => Promise<Value>;

/** A step's result; without a note it could not be done and a person is needed. */
export function stepResult<Value>(value: Value, note: string | null): StepResult<Value> {
  return { value, done: note !== null, note: note ?? 'a person is needed' };
}
