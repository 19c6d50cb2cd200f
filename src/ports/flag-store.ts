/** What the bot's own flags consist of: all flags, and the keys with which applications ask. */
export type FlagPartId = 'flags' | 'keys';

export interface FlagPart {
  readonly id: FlagPartId;
  /** 1 for the first, one more with every write. */
  readonly version: number;
  /** JSON; what is in it is no matter of the store. */
  readonly body: string;
}

/** The store of the bot's own flags. Each part is written as a whole, so that no two writers mix. */
export interface FlagStore {
  /** A part as it is kept; null if it was never written. */
  flagPart(id: FlagPartId): Promise<FlagPart | null>;
  /** Its version alone, which costs less to ask often; 0 if it was never written. */
  flagPartVersion(id: FlagPartId): Promise<number>;
  /** Writes a part if the kept one has just the version before, and answers whether it did. What was written is kept when this resolves. */
  putFlagPart(part: FlagPart): Promise<boolean>;
  /** Writes a part of another store unchanged if there is none, and answers whether it did. For tools. */
  restoreFlagPart(part: FlagPart): Promise<boolean>;
}
