import { BOT } from '#domain/actor.ts';
import type { OffReason, Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { allWebhooks, executeWebhooks, loadNotices, placesOfWebhook } from '#journal/webhooks.ts';

type Needs = Pick<CoPilot, 'store' | 'clock' | 'log'>;

/** Switches a webhook off by the bot. Does nothing if it is off or deleted. */
export async function switchOffFor(
  { store, clock, log }: Needs,
  webhook: string,
  why: OffReason,
): Promise<void> {
  const at = clock.now();
  const done = await executeWebhooks(store, { name: 'switchWebhookOff', webhook, why, actor: BOT, at });
  if (done.kind === 'ok') log.warn('a webhook was switched off', { webhook, why });
}

/** Switches a webhook off after a notice of this moment failed for good, unless another one was delivered since. */
export async function switchOffIfFailing(needs: Needs, webhook: string, since: number): Promise<void> {
  for await (const place of placesOfWebhook(needs.store, webhook)) {
    const notices = (await loadNotices(needs.store, place))?.notices ?? [];
    const hasWorked = notices.some(({ sendings }) =>
      sendings.some(({ end }) => end?.outcome === 'delivered' && end.at >= since),
    );
    if (hasWorked) return;
  }
  await switchOffFor(needs, webhook, 'failing');
}

/** The webhooks that the bot switched off and of which the admins have not been told. */
export async function switchedOffUntold({ store }: Pick<Needs, 'store'>): Promise<readonly Webhook[]> {
  return (await allWebhooks(store)).filter(({ off }) => off?.why !== undefined && off.isTold !== true);
}

/** Records that the admins were told of it. */
export async function recordTold({ store, clock }: Needs, webhook: string): Promise<void> {
  await executeWebhooks(store, { name: 'recordWebhookTold', webhook, actor: BOT, at: clock.now() });
}
