import type { Topic } from '#domain/topic.ts';

/** A post whose message is not there: it was deleted, or the chat service refused it. */
export interface LostPost {
  /** The idempotency key of the effect. */
  readonly effect: string;
  readonly topic: Topic;
}

/** What the bot does about what the chat service lost. */
export type HealingBotBody =
  | {
      readonly name: 'loseCard';
      readonly threadTs: string;
      /** The address of a message that is left of the thread; null if there is none. */
      readonly link: string | null;
      /** What comes into the new thread anyway; null if nothing. */
      readonly posting: Topic | null;
    }
  /** `tell`: the people to tell directly, by pseudonym. */
  | {
      readonly name: 'recordChannelClosed';
      readonly code: string;
      readonly detail: string;
      readonly tell: readonly string[];
    }
  | { readonly name: 'recordChannelOpen' }
  /** Tries posts again that were given up, each once. `effects`: their idempotency keys. */
  | { readonly name: 'tryLostAgain'; readonly effects: readonly string[] }
  /** Tells people directly of posts that fail for good. */
  | { readonly name: 'tellLost'; readonly effects: readonly string[]; readonly tell: readonly string[] }
  /** Posts anew what carries buttons that are due. */
  | { readonly name: 'postAnew'; readonly lost: readonly LostPost[] };

/** What the bot does about an experiment that no person can follow: the flag goes back to the control. */
export type UnwatchedBotBody = { readonly name: 'pauseUnwatched'; readonly tell: readonly string[] };
