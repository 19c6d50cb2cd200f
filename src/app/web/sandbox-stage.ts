/** A pull request that waits for a person. */
export interface OpenPull {
  readonly number: number;
  readonly title: string;
}

/** What happens around the bot in the sandbox: a browser can bring it about. */
export interface SandboxStage {
  /** The moment on the virtual clock, milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** What people should know of the agents; null if a real model answers. */
  readonly note: string | null;
  /** Lets so many milliseconds pass, with all that is due meanwhile. While time passes, a further call waits for that alone. */
  readonly pass: (milliseconds: number) => Promise<void>;
  readonly openPulls: () => Promise<readonly OpenPull[]>;
  /** Merges a pull request, as this chat user; does nothing if it is not open any more. */
  readonly merge: (number: number, user: string) => Promise<void>;
  /** Resolves when the bot has done what follows from the last act. */
  readonly rest: () => Promise<void>;
}
