import type { NoticeKind } from './notice-kinds.ts';

/** The stream of the journal that holds the webhooks. */
export const WEBHOOKS_STREAM = '$webhooks';

/** How long an old secret signs beside its successor, milliseconds. */
export const OVERLAP = 24 * 60 * 60_000;

/** The id of a channel that a webhook may name. */
export const WEBHOOK_CHANNEL = /^[CGD][A-Z0-9]{2,40}$/;

/** A secret of a webhook. It is derived from the key of the bot, so the journal keeps a hash of it alone. */
export interface WebhookSecret {
  /** From 1; each rotation takes the next. */
  readonly generation: number;
  /** SHA-256, 64 hexadecimal digits: shows whether the key of the bot is still the one that it came from. */
  readonly hash: string;
}

/** What is decided when a webhook is made. */
export interface WebhookGrant {
  /** 10 letters and digits. */
  readonly id: string;
  /** What it is for, in the words of the person who made it, without private text. */
  readonly name: string;
  /** The receiver of its notices, as `URL` writes it. */
  readonly address: string;
  readonly kinds: readonly NoticeKind[];
  /** Ids of channels whose experiments it tells of; null for all that its person may see. */
  readonly channels: readonly string[] | null;
  readonly secret: WebhookSecret;
}

/** Why the bot switched a webhook off: its receiver said `410`, no delivery worked for a day, or its person is not known any more. */
export type OffReason = 'gone' | 'failing' | 'person-left';

/** Why a webhook sends nothing. */
export interface SwitchedOff {
  readonly at: number;
  /** Pseudonym; null if the bot did it. */
  readonly by: string | null;
  /** Left out if a person did it. */
  readonly why?: OffReason;
  /** The admins have been told; left out before. */
  readonly isTold?: true;
}

/** A webhook as the journal says. */
export interface Webhook extends WebhookGrant {
  /** Pseudonym of the admin who made it: it tells what they may see. */
  readonly person: string;
  readonly madeAt: number;
  /** Since when it tells of what happens: when it was made, or switched on again. */
  readonly since: number;
  /** The secret before, and until when it signs too; null without a rotation. */
  readonly earlier: { readonly secret: WebhookSecret; readonly until: number } | null;
  /** Null while it sends. */
  readonly off: SwitchedOff | null;
}

/** The secrets that sign at this moment (milliseconds since the Unix epoch), the newest first. */
export function secretsAt({ secret, earlier }: Webhook, now: number): readonly WebhookSecret[] {
  return earlier !== null && now < earlier.until ? [secret, earlier.secret] : [secret];
}
