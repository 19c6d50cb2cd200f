import type { Actor } from '#domain/actor.ts';
import type { Entry } from '#domain/commit.ts';
import type { WebhookEffect } from '#domain/effect.ts';
import type { NoticeKind, TEST_KIND } from './notice-kinds.ts';

/** Begins the streams of notices; the webhook and the experiment follow. */
const PREFIX = '$webhook/';
/** In place of an experiment: what was sent to try the webhook. No key begins so. */
export const TEST_NOTICES = '-test';

/** What became of a notice. `withheld`: the person of the webhook may not see the experiment. `skipped`: the webhook was off or deleted. */
export type NoticeOutcome = 'delivered' | 'failed' | 'withheld' | 'skipped';

/** What a webhook is told: the kind, and the commit of the experiment that it happened in. */
export interface NoticeFact {
  readonly kind: NoticeKind | typeof TEST_KIND;
  /** Version of the experiment; the moment in milliseconds since the Unix epoch of what is sent to try the webhook. */
  readonly of: number;
}

/** The end of one sending. */
export interface NoticeEnd {
  readonly outcome: NoticeOutcome;
  /** How often it was tried. */
  readonly attempts: number;
  /** The last status that the receiver answered; null if it gave none, or was not asked. */
  readonly status: number | null;
  /** What went wrong, in words; empty if nothing did. */
  readonly detail: string;
}

/** What the stream of notices of one experiment to one webhook is told. */
export type NoticeCommand = { readonly actor: Actor; readonly at: number } & (
  | { readonly name: 'askNotice'; readonly notice: NoticeFact }
  | { readonly name: 'replayNotice'; readonly asked: number }
  /** `sending`: the version of the commit that asked for it, first or again. */
  | { readonly name: 'recordNotice'; readonly sending: number; readonly end: NoticeEnd }
);

export type NoticeEvent =
  | { readonly type: 'noticeAsked'; readonly notice: NoticeFact }
  | { readonly type: 'noticeReplayed'; readonly asked: number }
  | { readonly type: 'noticeEnded'; readonly sending: number; readonly end: NoticeEnd };

export type NoticeCommit = Entry<NoticeCommand, NoticeEvent, WebhookEffect>;

/** One sending of a notice. */
export interface Sending {
  /** Version of the commit that asked for it. */
  readonly version: number;
  readonly at: number;
  /** Pseudonym of who asked for it again; null for the first. */
  readonly by: string | null;
  /** Null until it ended. */
  readonly end: (NoticeEnd & { readonly at: number }) | null;
}

/** A notice as its stream says. */
export interface WebhookNotice extends NoticeFact {
  /** Version of the commit that first asked for it. */
  readonly asked: number;
  /** Oldest first; never empty. */
  readonly sendings: readonly Sending[];
}

/** The notices of one experiment to one webhook, oldest first, and the end of their chain. */
export interface Notices {
  readonly version: number;
  readonly hash: string;
  readonly notices: readonly WebhookNotice[];
}

/** What a stream of notices is about: the webhook, and the experiment or `TEST_NOTICES`. */
export interface NoticePlace {
  readonly webhook: string;
  readonly experiment: string;
}

/** The stream that holds the notices of an experiment to a webhook. */
export function noticeStream({ webhook, experiment }: NoticePlace): string {
  return `${PREFIX}${webhook}/${experiment}`;
}

/** Whether a stream holds notices. */
export function isNoticeStream(stream: string): boolean {
  return stream.startsWith(PREFIX);
}

/** What a stream of notices is about. */
export function placeOfNotices(stream: string): NoticePlace {
  const [webhook = '', experiment = ''] = stream.slice(PREFIX.length).split('/');
  return { webhook, experiment };
}

const ID = /^msg_([a-z0-9]{10})_(-?[a-z0-9-]{1,80})_([1-9]\d{0,8})$/;

/** The id of a notice, the same for every attempt and every sending: receivers know by it what they have had. */
export function noticeId({ webhook, experiment }: NoticePlace, asked: number): string {
  return `msg_${webhook}_${experiment}_${asked}`;
}

/** What an id of a notice names; null if it is none. */
export function readNoticeId(id: string): (NoticePlace & { readonly asked: number }) | null {
  const [, webhook, experiment, asked] = ID.exec(id) ?? [];
  return webhook === undefined || experiment === undefined
    ? null
    : { webhook, experiment, asked: Number(asked) };
}
