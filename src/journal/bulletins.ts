import { BULLETIN_PREFIX, type Bulletin, bulletinOf, bulletinStream } from '#domain/bulletin/bulletin.ts';
import { decideBulletin } from '#domain/bulletin/decide-bulletin.ts';
import { foldBulletin } from '#domain/bulletin/fold-bulletin.ts';
import type { BulletinCommand } from '#domain/bulletin/journal.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { Result } from '#shared/result.ts';
import { everyStreamOf } from './every-experiment.ts';
import { ownStream, type StreamReads, type StreamWrites } from './own-stream.ts';

const BULLETINS = ownStream({ decide: decideBulletin, fold: foldBulletin });

/** A bulletin as the journal says, null if there is none. */
export function loadBulletin(store: StreamReads, name: string): Promise<Bulletin | null> {
  return BULLETINS.load(store, bulletinStream(name));
}

/** Says a bulletin or records what became of it, as `OwnStream` says: of two processes one asks for the message. */
export function executeBulletin(
  store: StreamWrites,
  name: string,
  command: BulletinCommand,
): Promise<Result<Bulletin, Refusal>> {
  return BULLETINS.execute(store, bulletinStream(name), command);
}

/** Names of all bulletins that begin with `prefix`, in order, read page by page. */
export async function* everyBulletin(
  store: Pick<JournalStore, 'streamKeys'>,
  prefix = '',
): AsyncGenerator<string, void> {
  for await (const key of everyStreamOf(store, `${BULLETIN_PREFIX}${prefix}`)) yield bulletinOf(key);
}
