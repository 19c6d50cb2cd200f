import type { Actor } from '#domain/actor.ts';
import type { Entry } from '#domain/commit.ts';
import type { UploadedFiles } from '#domain/delivery/state.ts';
import type { BulletinEffect } from '#domain/effect.ts';
import type { Json } from '#shared/canonical-json.ts';

interface Given {
  readonly actor: Actor;
  readonly at: number;
}

/** What the stream of a bulletin is told. */
export type BulletinCommand = Given &
  (
    | {
        readonly name: 'sayBulletin';
        readonly channel: string;
        readonly topic: string;
        readonly facts: Json;
      }
    | { readonly name: 'recordBulletinPost'; readonly ts: string; readonly said: number }
    | { readonly name: 'recordBulletinFiles'; readonly ids: UploadedFiles; readonly said: number }
    | {
        readonly name: 'recordBulletinFailure';
        readonly commit: string;
        readonly code: string;
        readonly detail: string;
        readonly mayPass: boolean;
      }
    | { readonly name: 'retryBulletin' }
  );

/** What happened to a bulletin. */
export type BulletinEvent =
  | {
      readonly type: 'bulletinSaid';
      readonly channel: string;
      readonly topic: string;
      readonly facts: Json;
    }
  /** The message says what the commit of version `said` asked for. */
  | { readonly type: 'bulletinPosted'; readonly ts: string; readonly said: number }
  | { readonly type: 'bulletinFilesUploaded'; readonly ids: UploadedFiles; readonly said: number }
  | {
      readonly type: 'bulletinFailed';
      readonly commit: string;
      readonly code: string;
      readonly detail: string;
      readonly mayPass: boolean;
    }
  | { readonly type: 'bulletinRetried' };

export type BulletinCommit = Entry<BulletinCommand, BulletinEvent, BulletinEffect>;
