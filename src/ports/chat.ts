import type { ChatMessage } from '#block-kit/message.ts';

/** Where a message stands: a channel, and the thread it answers in (null: the channel itself). */
export interface Place {
  readonly channel: string;
  readonly threadTs: string | null;
}

/** What makes a post happen once. */
export interface PostOnce {
  readonly key: string;
  readonly mayExist: boolean;
  readonly since: number;
  readonly confirm?: () => Promise<void>;
}

/** The chat service. People are named by pseudonym in texts; the adapter puts their handles in. Faults are thrown. */
export interface Chat {
  /**
   * Posts once per `key`. With `mayExist` an earlier attempt may have got through: it is looked for first.
   * `since` (milliseconds) bounds the search. `confirm` is called right before the message is made; where it throws,
   * none is. Returns the message's id in the channel.
   */
  post(place: Place, message: ChatMessage, once: PostOnce): Promise<{ readonly ts: string }>;
  /** The message with people's handles in place of pseudonyms, for answers that are not posted by this port. */
  named(message: ChatMessage): Promise<ChatMessage>;
  /** The address of a message, for places outside of the chat; null where the service does not tell it. */
  linkTo(channel: string, ts: string): Promise<string | null>;
  /** Replaces a message of ours. */
  update(channel: string, ts: string, message: ChatMessage): Promise<void>;
}
