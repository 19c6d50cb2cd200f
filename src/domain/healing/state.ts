/** What the chat service lost of a thread, and what was made of it. */
export interface HealingState {
  /** The newest card that was lost; left out before the first. */
  readonly card?: LostCard;
  /** The channel takes no message of the bot; left out while it does. */
  readonly channel?: ClosedChannel;
  /** When people were last told directly of a closed channel, milliseconds since the Unix epoch; left out before the first time. */
  readonly toldAt?: number;
  /** Posts that the bot tried again after they were given up, by the key of their effect; left out before the first. */
  readonly triedAgain?: readonly string[];
  /** Posts that are missing for good and that people were told of directly; left out before the first. */
  readonly lossesTold?: readonly string[];
}

/** A channel that takes no message of the bot: it is archived, or the bot was removed. */
export interface ClosedChannel {
  /** Milliseconds since the Unix epoch. */
  readonly since: number;
  /** The code of the fault, and what it means in words. */
  readonly code: string;
  readonly detail: string;
}

/** A card that is not there any more, so that its thread takes no message. */
export interface LostCard {
  readonly threadTs: string;
  /** The address of a message that is left of its thread; null if there is none. */
  readonly link: string | null;
  /** How many cards of this experiment were lost, this one included. */
  readonly count: number;
}
