import { decideBulletin } from '#domain/bulletin/decide-bulletin.ts';
import { foldBulletin } from '#domain/bulletin/fold-bulletin.ts';
import type { BulletinCommit } from '#domain/bulletin/journal.ts';
import type { Entry } from '#domain/commit.ts';
import type { Divergence } from '#journal/replay.ts';
import { replayStream } from './replay-stream.ts';

/** Decides every recorded command of a bulletin again on the state before it; empty if all comes out the same. */
export function replayBulletin(entries: readonly Entry[]): readonly Divergence[] {
  return replayStream(entries, {
    decide: decideBulletin,
    fold: (commits, from) => foldBulletin(commits as readonly BulletinCommit[], from),
  });
}
