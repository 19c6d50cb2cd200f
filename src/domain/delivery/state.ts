import type { PostedTopic } from '#domain/topic.ts';

export interface PostedMessage {
  readonly topic: PostedTopic;
  readonly ts: string;
  /** Version of the commit whose effect posted it: folding up to it renders the same message again. */
  readonly version: number;
}

/** An effect that failed for good; a person may retry it. */
export interface FailedEffect {
  readonly effect: string;
  readonly kind: string;
  readonly code: string;
  readonly detail: string;
  /** What a failed stamp was to say: the effects behind it went on, so a retry makes the stamp anew. */
  readonly stamp?: { readonly message: string; readonly text: string };
  /** The effects behind it went on, so a retry makes it anew. Left out by stamps, and by what held up the effects behind it. */
  readonly wentOn?: true;
  /** The place was closed to the bot. Left out by journals from before this was kept. */
  readonly closed?: true;
  /** It was to reach one person alone. Left out by journals from before this was kept. */
  readonly direct?: true;
  /** The fault may pass by itself: the vendor was not there. Left out by journals from before this was kept. */
  readonly mayPass?: boolean;
}

/** Ids of the pictures of one message at the chat service, by their names. */
export type UploadedFiles = Readonly<Record<string, string>>;

/** What came of the effects: the thread, the messages in it, and the effects that failed. */
export interface DeliveryRecord {
  readonly channel: string;
  /** Null until the card is posted. */
  readonly threadTs: string | null;
  /** By the idempotency key of the effect that posted them. */
  readonly messages: Readonly<Record<string, PostedMessage>>;
  /** Pictures of messages, by the idempotency key of the effect that posts them; left out before the first. */
  readonly files?: Readonly<Record<string, UploadedFiles>>;
  /** Idempotency key of the effect that made the flag as it is recorded; null before the first. */
  readonly flagEffect: string | null;
  /** Effects that failed for good and were not tried again since. */
  readonly failedEffects: readonly FailedEffect[];
  /** Failures that the thread was told of, since a person last tried them again, as `toldAs` names them. */
  readonly failuresTold: readonly string[];
}
