import { z } from 'zod';
import type { ShowPerson } from '#api/experiments/people-of.ts';
import { isoMoment, Moment, PersonSchema } from '#api/schemas/common-schemas.ts';
import {
  LONGEST_ADDRESS,
  LONGEST_WEBHOOK_NAME,
  MOST_WEBHOOK_CHANNELS,
} from '#domain/webhooks/decide-webhooks.ts';
import { NOTICE_KINDS, type NoticeKind, TEST_KIND } from '#domain/webhooks/notice-kinds.ts';
import { WEBHOOK_CHANNEL, type Webhook } from '#domain/webhooks/webhook.ts';
import type { WebhookDelivery } from '#features/webhooks/deliveries.ts';

const KINDS = Object.keys(NOTICE_KINDS) as [NoticeKind, ...NoticeKind[]];

/** What makes a webhook. */
export const WebhookWishSchema = z.strictObject({
  name: z.string().trim().min(1).max(LONGEST_WEBHOOK_NAME).meta({ description: 'What it is for' }),
  address: z
    .string()
    .min(1)
    .max(LONGEST_ADDRESS)
    .meta({ description: 'https, on the public internet', example: 'https://hooks.example/experiments' }),
  kinds: z.array(z.enum(KINDS)).min(1).max(KINDS.length).meta({ description: 'What it is told of' }),
  channels: z
    .array(z.string().regex(WEBHOOK_CHANNEL))
    .min(1)
    .max(MOST_WEBHOOK_CHANNELS)
    .nullable()
    .default(null)
    .meta({ description: 'Ids of channels; null for all that the person of the token may see' }),
});

/** A webhook. */
export const WebhookSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    address: z.string(),
    kinds: z.array(z.enum(KINDS)),
    channels: z.array(z.string()).nullable(),
    person: PersonSchema.meta({ description: 'The admin who made it: it tells what they may see' }),
    madeAt: Moment,
    state: z.enum(['on', 'off']),
    offWhy: z
      .enum(['by-person', 'gone', 'failing', 'person-left'])
      .nullable()
      .meta({ description: 'Null while it is on' }),
    secretGeneration: z.int().min(1),
    earlierSecretUntil: Moment.nullable().meta({ description: 'Until when the secret before signs too' }),
  })
  .meta({ id: 'Webhook' });

/** A webhook with its secret, which is shown this once. */
export const WebhookSecretSchema = z
  .strictObject({ webhook: WebhookSchema, secret: z.string().meta({ example: 'whsec_…' }) })
  .meta({ id: 'WebhookWithSecret' });

/** What became of one notice. */
export const DeliverySchema = z
  .strictObject({
    id: z.string().meta({ description: 'The header `webhook-id`' }),
    kind: z.enum([...KINDS, TEST_KIND]),
    experiment: z.string().nullable(),
    at: Moment.meta({ description: 'When it was asked for last' }),
    state: z.enum(['waiting', 'delivered', 'failed', 'withheld', 'skipped']),
    endedAt: Moment.nullable(),
    attempts: z.int().min(0),
    status: z.int().nullable().meta({ description: 'What the receiver answered last; null if it did not' }),
    detail: z.string(),
    sendings: z.int().min(1).meta({ description: 'How often it was asked for' }),
  })
  .meta({ id: 'WebhookDelivery' });

/** A webhook as the API writes it. */
export async function showWebhook(
  webhook: Webhook,
  show: ShowPerson,
): Promise<z.input<typeof WebhookSchema>> {
  const { id, name, address, kinds, channels, person, madeAt, off, secret, earlier } = webhook;
  return {
    ...{ id, name, address, kinds: [...kinds], channels: channels === null ? null : [...channels] },
    ...{ person: await show(person), madeAt: isoMoment(madeAt), state: off === null ? 'on' : 'off' },
    offWhy: off === null ? null : (off.why ?? 'by-person'),
    secretGeneration: secret.generation,
    earlierSecretUntil: earlier === null ? null : isoMoment(earlier.until),
  };
}

/** A delivery as the API writes it. */
export function showDelivery(delivery: WebhookDelivery): z.input<typeof DeliverySchema> {
  const { at, endedAt, ...rest } = delivery;
  return { ...rest, at: isoMoment(at), endedAt: endedAt === null ? null : isoMoment(endedAt) };
}
