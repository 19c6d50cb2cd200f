/** When a token of the API was last used, in milliseconds since the Unix epoch. */
export interface LastUse {
  readonly token: string;
  readonly at: number;
}

/** When tokens were used. What they are and whether they hold stands in the journal. */
export interface TokenStore {
  /** Notes a use of a token, by its id; a moment before the one that is noted changes nothing. */
  noteTokenUse(use: LastUse): Promise<void>;
  /** The last use of every token that was used, by the id of the token. */
  tokenUses(): Promise<readonly LastUse[]>;
  /** Forgets the uses of a token. */
  forgetTokenUse(token: string): Promise<void>;
}
