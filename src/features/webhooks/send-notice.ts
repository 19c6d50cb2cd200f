import { BOT } from '#domain/actor.ts';
import { type Entry, fold } from '#domain/commit.ts';
import {
  isNoticeStream,
  type NoticeEnd,
  type NoticePlace,
  noticeId,
  placeOfNotices,
  type WebhookNotice,
} from '#domain/webhooks/notice.ts';
import { type NoticeKind, TEST_KIND } from '#domain/webhooks/notice-kinds.ts';
import type { Step } from '#domain/webhooks/notices-of.ts';
import { secretsAt, type Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { AttemptSchedule, StreamPerformance, StreamWork } from '#journal/perform.ts';
import { executeNotice, loadNotices, loadWebhooks } from '#journal/webhooks.ts';
import type { WebhookAnswer } from '#ports/webhook-sender.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { type AppError, ownFault } from '#shared/errors.ts';
import { secretHash } from '#shared/token-text.ts';
import { webhookSignature } from '#shared/webhook-signature.ts';
import { switchOffFor, switchOffIfFailing } from './switch-off.ts';
import { NO_WEBHOOKS } from './webhook-ground.ts';
import { sightOfWebhook } from './webhook-sight.ts';

/** When each attempt is due after the notice was asked for, milliseconds: nine of them in a day. */
const OFFSETS: readonly number[] = [
  ...[0, 10_000, 2 * MINUTE, 20 * MINUTE],
  ...[HOUR, 3 * HOUR, 7 * HOUR, 14 * HOUR, 24 * HOUR],
];

/** The attempts at a notice. */
export const NOTICE_SCHEDULE: AttemptSchedule = {
  maxAttempts: OFFSETS.length,
  dueAt: ({ at }, attempts) => (attempts <= 1 ? 0 : at + (OFFSETS[attempts - 1] ?? 0)),
};

/** Writes the body of a notice of a moment; without one, of what tries the webhook. The same notice always gives the same body. */
export type NoticeBody = (at: number, told?: { readonly kind: NoticeKind; readonly step: Step }) => string;

/** How notices are sent to the receivers of webhooks: at least once, with the same id each time, in the order of each experiment. */
export function noticeWork(coPilot: CoPilot, bodyOf: NoticeBody): StreamWork {
  return {
    owns: isNoticeStream,
    schedule: NOTICE_SCHEDULE,
    perform: (performance) => sendNotice(coPilot, bodyOf, performance),
    giveUp: async (commit, { code, message }: AppError) => {
      const attempts = NOTICE_SCHEDULE.maxAttempts;
      await record(coPilot, commit, {
        outcome: 'failed',
        attempts,
        status: null,
        detail: `${code}: ${message}`,
      });
    },
  };
}

async function sendNotice(
  coPilot: CoPilot,
  bodyOf: NoticeBody,
  performance: StreamPerformance,
): Promise<void> {
  const { store, log } = coPilot;
  const { commit, attempts, confirm } = performance;
  const place = placeOfNotices(commit.experiment);
  const notice = openNotice((await loadNotices(store, place))?.notices ?? [], commit);
  // An earlier attempt recorded its end and came no further.
  if (notice === null) return;
  const end = (outcome: NoticeEnd['outcome'], more: Partial<NoticeEnd> = {}) =>
    record(coPilot, commit, { outcome, attempts, status: null, detail: '', ...more });
  const webhook = (await loadWebhooks(store))?.byId.get(place.webhook);
  if (webhook === undefined) return end('skipped', { detail: 'The webhook was deleted.' });
  if (webhook.off !== null) return end('skipped', { detail: 'The webhook is switched off.' });
  const made = await bodyFor(coPilot, bodyOf, { webhook, place, notice });
  if (made.kind === 'left') {
    await switchOffFor(coPilot, webhook.id, 'person-left');
    return end('skipped', { detail: 'The person who made the webhook is not in the workspace any more.' });
  }
  if (made.kind !== 'body')
    return end('withheld', { detail: 'The person who made the webhook may not see the experiment.' });
  await confirm();
  const answer = await post(coPilot, webhook, { id: noticeId(place, notice.asked), body: made.body });
  const status = answer.kind === 'answered' ? answer.status : null;
  if (status !== null && status >= 200 && status < 300) {
    await end('delivered', { status });
    log.info('a notice was delivered', { webhook: webhook.id, commit: commit.id, attempts });
    return;
  }
  const detail = wordsOf(answer);
  const isLast = status === 410 || attempts >= NOTICE_SCHEDULE.maxAttempts;
  if (isLast) {
    // Before the end is recorded: after a crash in between, the next attempt finds the webhook off.
    if (status === 410) await switchOffFor(coPilot, webhook.id, 'gone');
    else await switchOffIfFailing(coPilot, webhook.id, commit.at);
    return end('failed', { status, detail });
  }
  const retryAfterMs = answer.kind === 'answered' ? answer.retryAfterMs : null;
  throw ownFault('webhook.not-delivered', detail, { retryAfterMs });
}

/** The notice that a commit asks to send; null if what became of it is recorded. */
function openNotice(notices: readonly WebhookNotice[], { version }: Entry): WebhookNotice | null {
  return (
    notices.find(({ sendings }) => sendings.some((one) => one.version === version && one.end === null)) ??
    null
  );
}

type Made = { readonly kind: 'body'; readonly body: string } | { readonly kind: 'hidden' | 'left' };

async function bodyFor(
  coPilot: CoPilot,
  bodyOf: NoticeBody,
  told: { readonly webhook: Webhook; readonly place: NoticePlace; readonly notice: WebhookNotice },
): Promise<Made> {
  const { webhook, place, notice } = told;
  const sight = await sightOfWebhook(coPilot, webhook);
  if (sight === null) return { kind: 'left' };
  if (notice.kind === TEST_KIND) return { kind: 'body', body: bodyOf(notice.of) };
  const commits = await coPilot.store.commits(place.experiment);
  const commit = commits[notice.of - 1];
  const before = fold(commits.slice(0, notice.of - 1));
  const after = commit === undefined ? null : fold([commit], before);
  if (commit === undefined || after === null)
    throw ownFault(
      'journal.empty',
      `The journal of ${place.experiment} is not there: run the audit, then restore a backup`,
    );
  // By the present channel of the thread: it may have moved.
  const now = await coPilot.load(place.experiment);
  if (!(await sight((now ?? after).delivery.channel))) return { kind: 'hidden' };
  return { kind: 'body', body: bodyOf(commit.at, { kind: notice.kind, step: { before, commit, after } }) };
}

async function post(
  { clock, webhooks }: Pick<CoPilot, 'clock' | 'webhooks'>,
  webhook: Webhook,
  { id, body }: { readonly id: string; readonly body: string },
): Promise<WebhookAnswer> {
  if (webhooks === undefined) return { kind: 'failed', why: NO_WEBHOOKS };
  const now = clock.now();
  const secrets = secretsAt(webhook, now).flatMap(({ generation, hash }) => {
    const secret = webhooks.secretOf(webhook.id, generation);
    return secretHash(secret) === hash ? [secret] : [];
  });
  if (secrets.length === 0) return { kind: 'failed', why: OTHER_KEY };
  const timestamp = Math.floor(now / 1000);
  return webhooks.sender.send({
    ...{ address: webhook.address, body },
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Growth-Experiment-Co-Pilot',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(secrets, { id, timestamp, body }),
    },
  });
}

const OTHER_KEY =
  'WEBHOOK_KEY is not the one under which this secret was made. Set that one again, or give the webhook another secret.';

function wordsOf(answer: WebhookAnswer): string {
  if (answer.kind !== 'answered') return answer.why;
  const isRedirect = answer.status >= 300 && answer.status < 400;
  return isRedirect
    ? `The receiver answered ${answer.status}. Redirects are not followed: change the address.`
    : `The receiver answered ${answer.status}.`;
}

async function record({ store, clock }: Pick<CoPilot, 'store' | 'clock'>, commit: Entry, end: NoticeEnd) {
  const place = placeOfNotices(commit.experiment);
  const given = { name: 'recordNotice', sending: commit.version, end, actor: BOT, at: clock.now() } as const;
  await executeNotice(store, place, given);
}
