import type { WebhookSender } from '#ports/webhook-sender.ts';

/** What webhooks stand on. */
export interface WebhookGround {
  readonly sender: WebhookSender;
  /** The secret of a webhook by its id and generation, as its receiver gets it: `whsec_…`. It is kept nowhere. */
  readonly secretOf: (webhook: string, generation: number) => string;
}

/** Why there are none, and what to do. */
export const NO_WEBHOOKS =
  'Webhooks are not set up: set WEBHOOK_KEY to at least 32 random characters (openssl rand -hex 32), the same for every process of the bot, and start it again.';
