import type { NoticeKind } from '#domain/webhooks/notice-kinds.ts';
import { NOTICE_KINDS } from '#domain/webhooks/notice-kinds.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import { makeWebhook, type WebhookWish } from '#features/webhooks/make-webhook.ts';
import { loadWebhooks } from '#journal/webhooks.ts';
import { MINUTE } from '#shared/clock.ts';
import type { Journey } from './journey.ts';
import { withJourney } from './journey-checks.ts';
import { type Receiver, startReceiver } from './webhook-receiver.ts';

/** All kinds of notices. */
export const ALL_KINDS = Object.keys(NOTICE_KINDS) as readonly NoticeKind[];

/** A webhook of the admin of the sandbox and its receiver, beside people at work. */
export interface WebhookBench {
  readonly journey: Journey;
  readonly receiver: Receiver;
  readonly id: string;
  readonly secret: string;
  /** The webhook as the journal says. */
  webhook(): Promise<Webhook | undefined>;
  /** Lets a minute pass, in which what happened is told. */
  told(): Promise<readonly string[]>;
}

/** Plays with a webhook that is told of everything, unless the wish says otherwise. */
export function withWebhook(
  play: (bench: WebhookBench) => Promise<void>,
  wish: Partial<WebhookWish> = {},
  options: Parameters<typeof withJourney>[1] = {},
): Promise<void> {
  return withJourney(async (journey) => {
    const receiver = await startReceiver();
    const { coPilot } = journey.running.bot;
    const ada = await coPilot.people.actorOf(journey.running.sandbox.slack.userId('ada'));
    const made = await makeWebhook(coPilot, ada, {
      ...{ name: 'Warehouse', address: receiver.address, kinds: ALL_KINDS, channels: null },
      ...wish,
    });
    if (made.kind === 'refused') throw new Error(made.problem.message);
    const { webhook, secret } = made.value;
    try {
      await play({
        ...{ journey, receiver, id: webhook.id, secret },
        webhook: async () => (await loadWebhooks(coPilot.store))?.byId.get(webhook.id),
        told: async () => {
          await journey.running.advance(MINUTE);
          return receiver.got.map(({ json }) => json.type);
        },
      });
    } finally {
      await receiver.close();
    }
  }, options);
}
