import { z } from 'zod';
import { readVariables } from '#adapters/vendor.ts';
import { createWebhookSender } from '#adapters/webhooks/create-sender.ts';
import type { WebhookGround } from '#features/webhooks/webhook-ground.ts';
import { webhookSecret } from '#shared/webhook-signature.ts';

const KEY = { error: 'must have at least 32 characters: openssl rand -hex 32' };

/** What webhooks are set to. */
export interface WebhookSettings {
  /** The secrets of all webhooks are derived from it; null for no webhooks. */
  readonly key: string | null;
  /** This machine may be a receiver, over http too. */
  readonly allowsLoopback: boolean;
}

/** The settings of webhooks from the environment. Refuses with every problem, one line each. */
export const readWebhooks = readVariables(
  {
    WEBHOOK_KEY: z.string().min(32, KEY).optional(),
    WEBHOOK_ALLOW_LOOPBACK: z.enum(['0', '1'], { error: 'must be 1 or 0; 0 if left out' }).default('0'),
  },
  (set): WebhookSettings => ({
    key: set.WEBHOOK_KEY ?? null,
    allowsLoopback: set.WEBHOOK_ALLOW_LOOPBACK === '1',
  }),
);

/** What webhooks stand on, for a bot; nothing without a key. */
export function webhookGround(settings: WebhookSettings | undefined): { readonly webhooks?: WebhookGround } {
  if (settings === undefined || settings.key === null) return {};
  const { key, allowsLoopback } = settings;
  return {
    webhooks: {
      sender: createWebhookSender({ allowsLoopback }),
      secretOf: (webhook, generation) => webhookSecret(key, webhook, generation),
    },
  };
}
