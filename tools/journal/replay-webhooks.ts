import type { Entry } from '#domain/commit.ts';
import { decideNotices } from '#domain/webhooks/decide-notices.ts';
import { decideWebhooks } from '#domain/webhooks/decide-webhooks.ts';
import { foldNotices } from '#domain/webhooks/fold-notices.ts';
import { foldWebhooks } from '#domain/webhooks/fold-webhooks.ts';
import type { WebhookCommit } from '#domain/webhooks/journal.ts';
import type { NoticeCommit } from '#domain/webhooks/notice.ts';
import { WEBHOOKS_STREAM } from '#domain/webhooks/webhook.ts';
import type { Divergence } from '#journal/replay.ts';
import { replayStream } from './replay-stream.ts';

/** Decides every recorded command about webhooks, or of one stream of notices, again on the state before it; empty if all comes out the same. */
export function replayWebhooks(stream: string, entries: readonly Entry[]): readonly Divergence[] {
  if (stream === WEBHOOKS_STREAM)
    return replayStream(entries, {
      decide: decideWebhooks,
      fold: (commits, from) => foldWebhooks(commits as readonly WebhookCommit[], from),
    });
  return replayStream(entries, {
    decide: decideNotices,
    fold: (commits, from) => foldNotices(commits as readonly NoticeCommit[], from),
  });
}
