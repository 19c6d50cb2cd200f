/** A record as a file has it, with its line, from 1. */
export interface RawRecord<Value = unknown> {
  readonly line: number;
  readonly value: Value;
  /** Why it is no record at all; left out if it may be one. */
  readonly problem?: string;
}

/** What is wrong on a line, and what to do. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}
