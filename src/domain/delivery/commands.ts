import type { FailedEffect, UploadedFiles } from '#domain/delivery/state.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import type { PostedTopic } from '#domain/topic.ts';

/** What a person does about a failed effect. */
export type DeliveryPersonBody = {
  readonly name: 'retryEffect';
  readonly effect: string;
  readonly message: string | null;
};

/** What the bot records of its effects. */
export type DeliveryBotBody =
  | { readonly name: 'recordUpload'; readonly effect: string; readonly files: UploadedFiles }
  | { readonly name: 'recordPost'; readonly effect: string; readonly topic: PostedTopic; readonly ts: string }
  | { readonly name: 'recordFlag'; readonly effect: string; readonly flag: FlagRecord | null }
  | { readonly name: 'recordEffectDeath'; readonly death: FailedEffect };
