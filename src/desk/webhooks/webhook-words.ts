import type { Webhook } from '#domain/webhooks/webhook.ts';
import { utcMoment } from '#features/moment.ts';
import type { WebhookDelivery } from '#features/webhooks/deliveries.ts';

const WHY = {
  gone: 'its receiver wants no more notices',
  failing: 'no notice could be delivered for a day',
  'person-left': 'the person who made it has left',
} as const;

/** Whether a webhook sends, and why not. */
export function stateWords({ off, since }: Webhook): string {
  if (off === null) return `on since ${utcMoment(since)}`;
  return `off since ${utcMoment(off.at)}${off.why === undefined ? '' : `: ${WHY[off.why]}`}`;
}

/** From which channels a webhook tells. */
export function channelWords({ channels }: Webhook): string {
  return channels === null ? 'all channels' : channels.join(', ');
}

const STATES: Readonly<Record<WebhookDelivery['state'], string>> = {
  waiting: 'on its way',
  delivered: 'delivered',
  failed: 'failed',
  withheld: 'withheld',
  skipped: 'not sent',
};

/** What became of a delivery. */
export function deliveryWords({ state, status, attempts, detail }: WebhookDelivery): string {
  const answered = status === null ? '' : `, answered ${status}`;
  const tried = attempts > 1 ? `, ${attempts} attempts` : '';
  return `${STATES[state]}${answered}${tried}${detail === '' ? '' : `. ${detail}`}`;
}
