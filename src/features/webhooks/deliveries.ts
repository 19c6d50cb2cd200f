import type { PersonActor } from '#domain/actor.ts';
import type { Refusal } from '#domain/refusal.ts';
import {
  type NoticeOutcome,
  type NoticePlace,
  noticeId,
  noticeStream,
  readNoticeId,
  TEST_NOTICES,
  type WebhookNotice,
} from '#domain/webhooks/notice.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { executeNotice, loadNotices, placesOfWebhook } from '#journal/webhooks.ts';
import { DAY } from '#shared/clock.ts';
import { ok, type Result, refused } from '#shared/result.ts';

/** How long deliveries are listed and can be sent again, milliseconds. */
export const DELIVERIES_LISTED = 30 * DAY;

type Needs = Pick<CoPilot, 'store' | 'clock'>;

/** What became of a notice, by its newest sending. */
export interface WebhookDelivery {
  /** The id of the notice, which its receiver gets too. */
  readonly id: string;
  readonly kind: WebhookNotice['kind'];
  /** Null for what was sent to try the webhook. */
  readonly experiment: string | null;
  /** When it was asked for last, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly state: NoticeOutcome | 'waiting';
  readonly endedAt: number | null;
  readonly attempts: number;
  /** The last status of the receiver; null if it gave none. */
  readonly status: number | null;
  /** What went wrong; empty if nothing did. */
  readonly detail: string;
  /** How often it was asked for, the first time included. */
  readonly sendings: number;
}

/** The deliveries of a webhook of the last 30 days, the newest first. */
export async function listDeliveries(
  { store, clock }: Needs,
  webhook: string,
): Promise<readonly WebhookDelivery[]> {
  const since = clock.now() - DELIVERIES_LISTED;
  const found: WebhookDelivery[] = [];
  for await (const place of placesOfWebhook(store, webhook)) {
    const notices = (await loadNotices(store, place))?.notices ?? [];
    for (const notice of notices.filter((one) => (one.sendings.at(-1)?.at ?? 0) >= since))
      found.push(await shown({ store }, place, notice));
  }
  return found.sort((a, b) => b.at - a.at || a.id.localeCompare(b.id));
}

/** Sends a notice again, under the same id, for an admin. */
export async function replayDelivery(
  { store, clock }: Needs,
  actor: PersonActor,
  { webhook, id }: { readonly webhook: string; readonly id: string },
): Promise<Result<WebhookDelivery, Refusal>> {
  const place = readNoticeId(id);
  if (place === null || place.webhook !== webhook)
    return refused({ code: 'unknown', message: 'There is no such delivery.' });
  const at = clock.now();
  const done = await executeNotice(store, place, { name: 'replayNotice', asked: place.asked, actor, at });
  if (done.kind === 'refused') return done;
  const notice = done.value.notices.find(({ asked }) => asked === place.asked) as WebhookNotice;
  return ok(await shown({ store }, place, notice));
}

async function shown(
  { store }: Pick<Needs, 'store'>,
  place: NoticePlace,
  { kind, asked, sendings }: WebhookNotice,
): Promise<WebhookDelivery> {
  const { experiment } = place;
  // There is one at least.
  const last = sendings[sendings.length - 1] as WebhookNotice['sendings'][number];
  const same = {
    ...{ id: noticeId(place, asked), kind, experiment: experiment === TEST_NOTICES ? null : experiment },
    ...{ at: last.at, sendings: sendings.length },
  };
  const { end } = last;
  if (end !== null) {
    const { outcome, at, attempts, status, detail } = end;
    return { ...same, state: outcome, endedAt: at, attempts, status, detail };
  }
  const entries = await store.entries(noticeStream(place));
  const { attempts = 0, error = null } =
    entries.find(({ version }) => version === last.version)?.delivery ?? {};
  const detail = error === null ? '' : 'The last attempt did not work. It is tried again for a day.';
  return { ...same, state: 'waiting', endedAt: null, attempts, status: null, detail };
}
