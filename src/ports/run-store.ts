/** What is kept of the agents' work, so that it can be replayed without a model. */
export interface KeptRun {
  /** The hash of what is kept, or the name of a piece of work. */
  readonly id: string;
  readonly experiment: string;
  /** When it was kept, milliseconds since the Unix epoch. */
  readonly at: number;
  /** Packed text; the store does not look into it. */
  readonly body: Uint8Array;
}

/** A kept run without its content. */
export type RunLine = Pick<KeptRun, 'id' | 'experiment'>;

/** What is kept at most. */
export interface RunBounds {
  /** What was kept before this moment goes; milliseconds since the Unix epoch. */
  readonly before: number;
  /** Of what is left the oldest goes until the bodies together have so many bytes at most. */
  readonly bytes: number;
}

/** Kept runs. They help to replay and decide nothing, so that each may be erased at any time. */
export interface RunStore {
  /** Writes it; what has the same id is replaced. */
  putRun(run: KeptRun): Promise<void>;
  /** Null if it is not kept, or not any more. */
  run(id: string): Promise<KeptRun | null>;
  /** Those of one experiment, the oldest first. */
  runsOf(experiment: string): Promise<readonly KeptRun[]>;
  /** Those whose ids come after `after` in an order of the store's own, at most `limit`. */
  runLinesAfter(after: string | null, limit: number): Promise<readonly RunLine[]>;
  /** Erases those of one experiment, and says how many there were. */
  forgetRuns(experiment: string): Promise<number>;
  /** Erases what is beyond these bounds, and says how many there were. */
  trimRuns(bounds: RunBounds): Promise<number>;
}
