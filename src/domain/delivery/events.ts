import type { FailedEffect, UploadedFiles } from '#domain/delivery/state.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { PostedTopic } from '#domain/topic.ts';

/** Outcomes of effects: facts at any status. */
export type DeliveryEvent =
  | { readonly type: 'posted'; readonly effect: string; readonly topic: PostedTopic; readonly ts: string }
  | { readonly type: 'picturesUploaded'; readonly effect: string; readonly files: UploadedFiles }
  | { readonly type: 'flagChanged'; readonly effect: string; readonly flag: FlagRecord | null }
  | { readonly type: 'effectDied'; readonly death: FailedEffect }
  /** `person`: null if the bot tries again by itself; left out by journals from before it did. */
  | { readonly type: 'effectRetried'; readonly effect: string; readonly person?: string | null };
