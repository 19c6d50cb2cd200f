/** What the chat service lost of a thread, and what was made of it. */
export interface HealingState {
  /** The newest card that was lost; left out before the first. */
  readonly card?: LostCard;
}

/** A card that is not there any more, so that its thread takes no message. */
export interface LostCard {
  readonly threadTs: string;
  /** The address of a message that is left of its thread; null if there is none. */
  readonly link: string | null;
  /** How many cards of this experiment were lost, this one included. */
  readonly count: number;
}
