/** What a person says to the bot, in a thread or directly. */
export interface SaidToBot {
  /** The chat user. */
  readonly user: string;
  /** The workspace that they belong to. */
  readonly team: string;
  readonly channel: string;
  /** The thread in which they say it; null if it is in none. */
  readonly threadTs: string | null;
  /** The message. */
  readonly ts: string;
  /** The words, as the chat service escapes them, without the mention of the bot. */
  readonly text: string;
  /** Only that person reads the answer. */
  readonly isDirect: boolean;
}

/** A person pressed the chat service's own Stop in a thread: it has ended these answers of the bot, by their id. */
export interface AnswersStopped {
  readonly channel: string;
  readonly threadTs: string;
  readonly answers: readonly string[];
}
