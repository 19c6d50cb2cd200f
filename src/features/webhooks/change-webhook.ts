import type { PersonActor } from '#domain/actor.ts';
import type { Refusal } from '#domain/refusal.ts';
import { noticeId, TEST_NOTICES } from '#domain/webhooks/notice.ts';
import { TEST_KIND } from '#domain/webhooks/notice-kinds.ts';
import { OVERLAP, type Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { allWebhooks, executeNotice, executeWebhooks, loadWebhooks } from '#journal/webhooks.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { secretHash } from '#shared/token-text.ts';
import type { WebhookWithSecret } from './make-webhook.ts';
import { NO_WEBHOOKS, type WebhookGround } from './webhook-ground.ts';

type Needs = Pick<CoPilot, 'store' | 'clock'>;

const UNKNOWN: Refusal = { code: 'unknown', message: 'There is no webhook with this id.' };
const ADMINS: Refusal = { code: 'not-allowed', message: 'Only admins see webhooks. Ask an admin.' };

/** All webhooks for an admin, the newest first; refuses all others. */
export async function listWebhooks(
  { store }: Pick<Needs, 'store'>,
  actor: PersonActor,
): Promise<Result<readonly Webhook[], Refusal>> {
  if (!actor.roles.includes('admin')) return refused(ADMINS);
  const all = await allWebhooks(store);
  return ok(all.toSorted((a, b) => b.madeAt - a.madeAt || a.id.localeCompare(b.id)));
}

/** One webhook for an admin. */
export async function findWebhook(
  { store }: Pick<Needs, 'store'>,
  actor: PersonActor,
  id: string,
): Promise<Result<Webhook, Refusal>> {
  if (!actor.roles.includes('admin')) return refused(ADMINS);
  const found = (await loadWebhooks(store))?.byId.get(id);
  return found === undefined ? refused(UNKNOWN) : ok(found);
}

/** Switches a webhook on or off. Switched on again, it tells of what happens from then on. Refuses as `decideWebhooks` does. */
export async function switchWebhook(
  { store, clock }: Needs,
  actor: PersonActor,
  { id, isOn }: { readonly id: string; readonly isOn: boolean },
): Promise<Result<Webhook, Refusal>> {
  const name = isOn ? 'switchWebhookOn' : 'switchWebhookOff';
  const done = await executeWebhooks(store, { name, webhook: id, actor, at: clock.now() });
  return done.kind === 'refused' ? done : ok(done.value.byId.get(id) as Webhook);
}

/** Deletes a webhook: what waits for it is not sent. What was sent stays in the journal. */
export async function deleteWebhook(
  { store, clock }: Needs,
  actor: PersonActor,
  id: string,
): Promise<Result<null, Refusal>> {
  const done = await executeWebhooks(store, { name: 'deleteWebhook', webhook: id, actor, at: clock.now() });
  return done.kind === 'refused' ? done : ok(null);
}

const CHANGED: Refusal = {
  code: 'conflict',
  message:
    'This webhook was given another secret since this page was made, by this form or by another admin. If the answer with it was lost, press again: the two newest secrets sign then, so give the receiver the newest at once.',
};

/**
 * Gives a webhook its next secret, which is shown this once. The one before signs too for a day; a second change would end that, so it is
 * refused if the present secret is not the generation `seen`. One that it was given from the moment `since` on is answered in place of a next one.
 */
export async function rotateWebhookSecret(
  needs: Needs & Pick<CoPilot, 'webhooks'>,
  actor: PersonActor,
  id: string,
  { seen, since }: { readonly seen?: number; readonly since?: number } = {},
): Promise<Result<WebhookWithSecret, Refusal>> {
  const found = await findInUse(needs, actor, id);
  if (found.kind === 'refused') return found;
  if (seen !== undefined && seen !== found.value.webhook.secret.generation) return refused(CHANGED);
  const { store, clock } = needs;
  const { webhook, ground } = found.value;
  const isGiven = since !== undefined && webhook.earlier !== null && webhook.earlier.until - OVERLAP >= since;
  if (isGiven) return ok({ webhook, secret: ground.secretOf(id, webhook.secret.generation) });
  const generation = webhook.secret.generation + 1;
  const secret = ground.secretOf(id, generation);
  const done = await executeWebhooks(store, {
    ...{ name: 'rotateWebhookSecret', webhook: id, secret: { generation, hash: secretHash(secret) } },
    ...{ actor, at: clock.now() },
  });
  return done.kind === 'refused' ? done : ok({ webhook: done.value.byId.get(id) as Webhook, secret });
}

/** Sends a notice to try a webhook, and answers its id. The worker delivers it as any other. */
export async function testWebhook(
  needs: Needs & Pick<CoPilot, 'webhooks'>,
  actor: PersonActor,
  id: string,
): Promise<Result<string, Refusal>> {
  const found = await findInUse(needs, actor, id);
  if (found.kind === 'refused') return found;
  if (found.value.webhook.off !== null)
    return refused({ code: 'not-now', message: 'This webhook is switched off. Switch it on first.' });
  const { store, clock } = needs;
  const at = clock.now();
  const place = { webhook: id, experiment: TEST_NOTICES };
  const notice = { kind: TEST_KIND, of: at } as const;
  const asked = await executeNotice(store, place, { name: 'askNotice', notice, actor, at });
  return asked.kind === 'refused' ? asked : ok(noticeId(place, asked.value.version));
}

/** A webhook for an admin, with what it stands on; refused if webhooks are not set up. */
async function findInUse(
  { store, webhooks }: Pick<CoPilot, 'store' | 'webhooks'>,
  actor: PersonActor,
  id: string,
): Promise<Result<{ readonly webhook: Webhook; readonly ground: WebhookGround }, Refusal>> {
  if (webhooks === undefined) return refused({ code: 'policy', message: NO_WEBHOOKS });
  const found = await findWebhook({ store }, actor, id);
  return found.kind === 'refused' ? found : ok({ webhook: found.value, ground: webhooks });
}
