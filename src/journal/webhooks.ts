import { sealCommit } from '#domain/commit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { decideNotices } from '#domain/webhooks/decide-notices.ts';
import { decideWebhooks } from '#domain/webhooks/decide-webhooks.ts';
import { foldNotices } from '#domain/webhooks/fold-notices.ts';
import { foldWebhooks } from '#domain/webhooks/fold-webhooks.ts';
import type { WebhookCommand, WebhookCommit, Webhooks } from '#domain/webhooks/journal.ts';
import {
  type NoticeCommand,
  type NoticeCommit,
  type NoticePlace,
  type Notices,
  noticeStream,
  placeOfNotices,
} from '#domain/webhooks/notice.ts';
import { WEBHOOKS_STREAM } from '#domain/webhooks/webhook.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import { ok, type Result } from '#shared/result.ts';
import { untilFirst } from '#shared/until-first.ts';

const PAGE = 500;

type Journal = Pick<JournalStore, 'commits' | 'append'>;

/** The webhooks as the journal says, null before the first; `known` is an earlier state, from which it reads on. */
export async function loadWebhooks(
  store: Pick<Journal, 'commits'>,
  known: Webhooks | null = null,
): Promise<Webhooks | null> {
  // These streams hold nothing but commits of their kind: no other part of the product writes to them.
  const commits = await store.commits(WEBHOOKS_STREAM, known?.version ?? 0);
  return foldWebhooks(commits as unknown as readonly WebhookCommit[], known);
}

/** Loads, decides, appends; decides again if another writer was first. Throws `journal.contended` after too many lost races. */
export async function executeWebhooks(
  store: Journal,
  command: WebhookCommand,
): Promise<Result<Webhooks, Refusal>> {
  let present: Webhooks | null = null;
  return untilFirst(async () => {
    present = await loadWebhooks(store, present);
    const decided = decideWebhooks(present, command);
    if (decided.kind === 'refused') return decided;
    const commit = sealCommit(WEBHOOKS_STREAM, present, command, decided.value);
    const written = foldWebhooks([commit], present);
    return (await store.append(commit)) === 'appended' && written !== null ? ok(written) : 'conflict';
  });
}

/** The notices of an experiment to a webhook as the journal says, null if there are none. */
export async function loadNotices(
  store: Pick<Journal, 'commits'>,
  place: NoticePlace,
  known: Notices | null = null,
): Promise<Notices | null> {
  const commits = await store.commits(noticeStream(place), known?.version ?? 0);
  return foldNotices(commits as unknown as readonly NoticeCommit[], known);
}

/** The same for a notice. */
export async function executeNotice(
  store: Journal,
  place: NoticePlace,
  command: NoticeCommand,
): Promise<Result<Notices, Refusal>> {
  let present: Notices | null = null;
  return untilFirst(async () => {
    present = await loadNotices(store, place, present);
    const decided = decideNotices(present, command);
    if (decided.kind === 'refused') return decided;
    const commit = sealCommit(noticeStream(place), present, command, decided.value);
    const written = foldNotices([commit], present);
    return (await store.append(commit)) === 'appended' && written !== null ? ok(written) : 'conflict';
  });
}

/** What a webhook has notices of: keys of experiments, and `TEST_NOTICES`. In order, read page by page. */
export async function* placesOfWebhook(
  store: Pick<JournalStore, 'streamKeys'>,
  webhook: string,
): AsyncGenerator<NoticePlace, void> {
  const start = noticeStream({ webhook, experiment: '' });
  for (let after = start; ; ) {
    const keys = await store.streamKeys(after, PAGE);
    const ours = keys.filter((key) => key.startsWith(start));
    for (const key of ours) yield placeOfNotices(key);
    const last = ours.at(-1);
    if (last === undefined || ours.length < keys.length || keys.length < PAGE) return;
    after = last;
  }
}
