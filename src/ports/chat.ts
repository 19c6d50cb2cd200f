import type { ChatMessage } from '#block-kit/message.ts';

/** The place of a message: a channel, and the thread that it answers in (null: the channel itself). */
export interface Place {
  readonly channel: string;
  readonly threadTs: string | null;
}

/** How a post happens once. */
export interface PostOnce {
  readonly key: string;
  readonly mayExist: boolean;
  readonly since: number;
  readonly confirm?: () => Promise<void>;
}

/** The chat service. Texts name people by pseudonym; the adapter replaces it by their handle. Faults are thrown. */
export interface Chat {
  /**
   * Posts once per `key`. With `mayExist` an earlier attempt may have succeeded: the adapter looks for its message first.
   * `since` (milliseconds) bounds the search. `confirm` is called right before the post; if it throws, nothing is posted.
   * Returns the message's id in the channel.
   */
  post(place: Place, message: ChatMessage, once: PostOnce): Promise<{ readonly ts: string }>;
  /**
   * Writes to one person (a pseudonym) directly; null if the key was erased. If the answer is lost, the message may come
   * twice: finding the first one would need a permission to read what people write to the bot.
   */
  tell(person: string, message: ChatMessage, once: PostOnce): Promise<{ readonly ts: string } | null>;
  /** The message with people's handles instead of pseudonyms, for answers that this port does not post. */
  named(message: ChatMessage): Promise<ChatMessage>;
  /** The address of a message, for places outside of the chat; null if the service does not tell it. */
  linkTo(channel: string, ts: string): Promise<string | null>;
  /** Replaces a message of ours. */
  update(channel: string, ts: string, message: ChatMessage): Promise<void>;
}
