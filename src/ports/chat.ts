import type { ChatMessage } from '#block-kit/message.ts';
import type { HomeParts } from '#block-kit/view.ts';
import type { ChatHours } from '#ports/chat-hours.ts';
import type { Directory } from './chat-directory.ts';
import type { ChatPlace } from './chat-place.ts';

/** The place of a message: a channel, and the thread that it answers in (null: the channel itself). */
export interface Place {
  readonly channel: string;
  readonly threadTs: string | null;
  /** A message in the thread stands in the channel, too. */
  readonly inChannel?: true;
}

/** A thread that exists. */
export type Thread = Place & { readonly threadTs: string };

/** How a post happens once. */
export interface PostOnce {
  readonly key: string;
  readonly mayExist: boolean;
  /** When it was asked for, milliseconds since 1970 by the clock of the process that wrote the commit. */
  readonly since: number;
  readonly confirm?: () => Promise<void>;
}

/** Who asks the bot something: a chat user, and the workspace that they belong to. */
export interface Asker {
  readonly user: string;
  readonly team: string;
}

/** An answer that people watch while it is made. */
export interface OpenAnswer {
  /**
   * Shows the answer, block by block, and ends it. `headline` is plain text above the blocks; the text of the message stands for all of it
   * if the service shows no growing messages. `stopped` if a person stopped it: then nothing more is shown.
   */
  readonly finish: (headline: string, message: ChatMessage) => Promise<'shown' | 'stopped'>;
}

/** Bytes that people get to see: a picture in a message, a document in a thread. */
export interface ChatFile {
  /** Ends in what it is: `look-2.png`, `record.md`. */
  readonly name: string;
  /** The name that people read. */
  readonly title: string;
  readonly bytes: Uint8Array;
}

/** The chat service. Texts name people by pseudonym; the adapter replaces it by their handle. Faults are thrown. */
export interface Chat extends Directory {
  /**
   * Posts once per `key`. With `mayExist` an earlier attempt may have succeeded: the adapter looks for its message first.
   * How long ago `since` was bounds the search, in the service's own time. `confirm` is called right before the post; if it throws, nothing is posted.
   * Returns the message's id in the channel.
   */
  post(place: Place, message: ChatMessage, once: PostOnce): Promise<{ readonly ts: string }>;
  /**
   * Writes to one person (a pseudonym) directly, and answers the place of the message; null if the key was erased. If the answer is lost, the message may come
   * twice: finding the first one would need a permission to read what people write to the bot.
   */
  tell(
    person: string,
    message: ChatMessage,
    once: PostOnce,
  ): Promise<{ readonly ts: string; readonly channel: string } | null>;
  /** When a person (a pseudonym) may be written to, given the moment; null if the key was erased or they are gone from the chat. */
  hoursOf(person: string, now: number): Promise<ChatHours | null>;
  /** The name under which a person (a pseudonym) shows, in plain text, which calls no person; null if the key was erased or the chat does not tell. */
  displayNameOf(person: string): Promise<string | null>;
  /** The message with people's handles instead of pseudonyms, for answers that this port does not post. */
  named(message: ChatMessage): Promise<ChatMessage>;
  /** What a conversation is, by its id and its name as a command tells it; `untold` if the service does not tell in time, `usual` if the app may not ask. */
  placeOf(channel: string, name: string): Promise<ChatPlace>;
  /** The name of a channel, in plain text; null if it has none, or if the service hides it. Throws if the service does not tell in time. */
  channelNameOf(channel: string): Promise<string | null>;
  /** Whether every member of the workspace can read a conversation. Throws if the service does not tell in time. */
  isPublic(channel: string): Promise<boolean>;
  /** Whether people of another company read a conversation. Throws if the service does not tell in time. */
  isShared(channel: string): Promise<boolean>;
  /** Whether a chat user is a guest, who reads no public channel that they are not in. Throws if the service does not tell in time. */
  isGuest(user: string): Promise<boolean>;
  /** Whether a chat user belongs to another company. Throws if the service does not tell in time. */
  isForeign(user: string): Promise<boolean>;
  /** Whether a chat user was deactivated or is a bot, and so no person who can act. Throws if the service does not tell in time. */
  isGone(user: string): Promise<boolean>;
  /** Whether a chat user is in a conversation. Throws if the service does not tell in time. */
  hasMember(channel: string, user: string): Promise<boolean>;
  /** The address of a message, for places outside of the chat; null if the service does not tell it. */
  linkTo(channel: string, ts: string): Promise<string | null>;
  /**
   * Looks for a message of ours in a thread, or for its first one. `unknown` if the service does not let us look. A thread
   * whose first message was deleted is gone, also if its replies are left.
   */
  find(thread: Thread, ts: string): Promise<'there' | 'message-gone' | 'thread-gone' | 'unknown'>;
  /**
   * Replaces a message of ours. A picture that is not shown is left out, because its file may have been deleted; with `new` pictures
   * the message is refused with a fault that passes.
   */
  update(channel: string, ts: string, message: ChatMessage, pictures?: 'new'): Promise<void>;
  /**
   * Begins to answer a person in a thread: they see at once that it is worked on, by `task`, and can stop it if the service lets them.
   * Never throws: if the service shows no growing messages, the answer is posted when it is finished.
   */
  answer(place: Thread, asker: Asker, task: string, once: PostOnce): Promise<OpenAnswer>;
  /** Says in the place of these answers, which grew in a thread, that a person stopped them. Never throws. */
  stopped(place: Thread, answers: readonly string[], text: string): Promise<void>;
  /**
   * Uploads a picture that people see once a message of ours shows it; its id goes into that message. Every call makes
   * another file. A message that shows it too early is refused with a fault that passes.
   */
  upload(file: ChatFile): Promise<{ readonly id: string }>;
  /**
   * Shows a chat user their home. With `over`, the mark of what they see, only if that is still so; the answer is the mark of what they
   * see now, or null if they see something newer, and nothing was changed.
   */
  showHome(user: string, home: HomeParts, over: string | null): Promise<string | null>;
  /**
   * Uploads a document into a thread, with a line of mrkdwn above it, once per name of the file. With `mayExist` the adapter
   * looks for a file of that name in the thread first. Returns the id of the file.
   */
  share(place: Thread, file: ChatFile, comment: string, once: PostOnce): Promise<{ readonly id: string }>;
}
