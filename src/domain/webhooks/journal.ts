import type { Actor, PersonActor } from '#domain/actor.ts';
import type { Entry } from '#domain/commit.ts';
import type { OffReason, Webhook, WebhookGrant, WebhookSecret } from './webhook.ts';

/** What the stream of webhooks is told. */
export type WebhookCommand =
  | {
      readonly name: 'makeWebhook';
      readonly grant: WebhookGrant;
      readonly actor: PersonActor;
      readonly at: number;
    }
  | {
      readonly name: 'switchWebhookOn';
      readonly webhook: string;
      readonly actor: PersonActor;
      readonly at: number;
    }
  | {
      readonly name: 'switchWebhookOff';
      readonly webhook: string;
      /** Left out if a person does it. */
      readonly why?: OffReason;
      readonly actor: Actor;
      readonly at: number;
    }
  | {
      readonly name: 'rotateWebhookSecret';
      readonly webhook: string;
      readonly secret: WebhookSecret;
      readonly actor: PersonActor;
      readonly at: number;
    }
  | { readonly name: 'deleteWebhook'; readonly webhook: string; readonly actor: Actor; readonly at: number }
  /** The admins were told that the bot switched it off. */
  | {
      readonly name: 'recordWebhookTold';
      readonly webhook: string;
      readonly actor: Actor;
      readonly at: number;
    };

/** What happened to webhooks. */
export type WebhookEvent =
  | { readonly type: 'webhookMade'; readonly grant: WebhookGrant; readonly person: string }
  | { readonly type: 'webhookSwitchedOn'; readonly webhook: string }
  | { readonly type: 'webhookSwitchedOff'; readonly webhook: string; readonly why?: OffReason }
  | { readonly type: 'webhookSecretRotated'; readonly webhook: string; readonly secret: WebhookSecret }
  | { readonly type: 'webhookDeleted'; readonly webhook: string }
  | { readonly type: 'webhookTold'; readonly webhook: string };

export type WebhookCommit = Entry<WebhookCommand, WebhookEvent>;

/** The webhooks that there are, by id, and the end of their chain. */
export interface Webhooks {
  readonly version: number;
  readonly hash: string;
  readonly byId: ReadonlyMap<string, Webhook>;
  /** Ids of those that were deleted: none is given twice. */
  readonly deleted: ReadonlySet<string>;
}
