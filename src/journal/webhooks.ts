import type { Refusal } from '#domain/refusal.ts';
import { decideNotices } from '#domain/webhooks/decide-notices.ts';
import { decideWebhooks } from '#domain/webhooks/decide-webhooks.ts';
import { foldNotices } from '#domain/webhooks/fold-notices.ts';
import { foldWebhooks } from '#domain/webhooks/fold-webhooks.ts';
import type { WebhookCommand, Webhooks } from '#domain/webhooks/journal.ts';
import {
  type NoticeCommand,
  type NoticePlace,
  type Notices,
  noticeStream,
  placeOfNotices,
} from '#domain/webhooks/notice.ts';
import { WEBHOOKS_STREAM, type Webhook } from '#domain/webhooks/webhook.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { Result } from '#shared/result.ts';
import { everyStreamOf } from './every-experiment.ts';
import { ownStream, type StreamReads, type StreamWrites } from './own-stream.ts';

const WEBHOOKS = ownStream({ decide: decideWebhooks, fold: foldWebhooks });
const NOTICES = ownStream({ decide: decideNotices, fold: foldNotices });

/** The webhooks as the journal says, null before the first. */
export function loadWebhooks(store: StreamReads): Promise<Webhooks | null> {
  return WEBHOOKS.load(store, WEBHOOKS_STREAM);
}

/** All webhooks that there are, in the order in which they were made. */
export async function allWebhooks(store: StreamReads): Promise<readonly Webhook[]> {
  return [...((await loadWebhooks(store))?.byId.values() ?? [])];
}

/** Makes or changes a webhook, as `OwnStream` says. */
export function executeWebhooks(
  store: StreamWrites,
  command: WebhookCommand,
): Promise<Result<Webhooks, Refusal>> {
  return WEBHOOKS.execute(store, WEBHOOKS_STREAM, command);
}

/** The notices of an experiment to a webhook as the journal says, null if there are none. */
export function loadNotices(store: StreamReads, place: NoticePlace): Promise<Notices | null> {
  return NOTICES.load(store, noticeStream(place));
}

/** Asks for a notice, or records what became of it, as `OwnStream` says. */
export function executeNotice(
  store: StreamWrites,
  place: NoticePlace,
  command: NoticeCommand,
): Promise<Result<Notices, Refusal>> {
  return NOTICES.execute(store, noticeStream(place), command);
}

/** What a webhook has notices of: keys of experiments, and `TEST_NOTICES`. In order, read page by page. */
export async function* placesOfWebhook(
  store: Pick<JournalStore, 'streamKeys'>,
  webhook: string,
): AsyncGenerator<NoticePlace, void> {
  const all = everyStreamOf(store, noticeStream({ webhook, experiment: '' }));
  for await (const key of all) yield placeOfNotices(key);
}
