/** A bot that works on the same store. */
export interface OtherBot {
  /** The process and its machine, for a person who looks for it. */
  readonly name: string;
  /** When it began, in milliseconds since the Unix epoch. */
  readonly since: number;
}

/** Who works on a store. */
export interface PresenceStore {
  /**
   * Says that this process works on the store from now on until it closes it. If no other process does, the leases that a dead one
   * left behind end at once and `whenAlone` is called; no other process arrives meanwhile. Answers the other bots; null if the
   * store cannot know them, because they may be on other machines.
   */
  arrive(whenAlone: () => Promise<void>): Promise<readonly OtherBot[] | null>;
}
