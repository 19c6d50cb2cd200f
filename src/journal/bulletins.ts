import { type Bulletin, bulletinStream, isBulletinStream } from '#domain/bulletin/bulletin.ts';
import { decideBulletin } from '#domain/bulletin/decide-bulletin.ts';
import { foldBulletin } from '#domain/bulletin/fold-bulletin.ts';
import type { BulletinCommand, BulletinCommit } from '#domain/bulletin/journal.ts';
import { sealCommit } from '#domain/commit.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import { ok, type Result } from '#shared/result.ts';
import { untilFirst } from '#shared/until-first.ts';

const PAGE = 100;

type Journal = Pick<JournalStore, 'commits' | 'append'>;

/** A bulletin as the journal says, null if there is none; `known` is an earlier state, from which it reads on. */
export async function loadBulletin(
  store: Pick<Journal, 'commits'>,
  name: string,
  known: Bulletin | null = null,
): Promise<Bulletin | null> {
  const commits = await store.commits(bulletinStream(name), known?.version ?? 0);
  return foldBulletin(asBulletins(commits), known);
}

/** Commits of the stream of a bulletin, which holds nothing else: no other part of the product writes to it. */
export function asBulletins(commits: readonly object[]): readonly BulletinCommit[] {
  return commits as unknown as readonly BulletinCommit[];
}

/**
 * Loads, decides, appends; decides again if another writer was first, so that of two processes one asks for the message. Throws
 * `journal.contended` after too many lost races.
 */
export async function executeBulletin(
  store: Journal,
  name: string,
  command: BulletinCommand,
): Promise<Result<Bulletin, Refusal>> {
  let present: Bulletin | null = null;
  return untilFirst(async () => {
    present = await loadBulletin(store, name, present);
    const decided = decideBulletin(present, command);
    if (decided.kind === 'refused') return decided;
    const commit = sealCommit(bulletinStream(name), present, command, decided.value);
    const written = foldBulletin([commit], present);
    return (await store.append(commit)) === 'appended' && written !== null ? ok(written) : 'conflict';
  });
}

/** Names of all bulletins that begin with `prefix`, in order, read page by page. */
export async function* everyBulletin(
  store: Pick<JournalStore, 'streamKeys'>,
  prefix = '',
): AsyncGenerator<string, void> {
  const [root] = bulletinStream('x').split('x');
  const start = `${root}${prefix}`;
  let after: string = start.slice(0, -1);
  for (;;) {
    const keys = await store.streamKeys(after, PAGE);
    const ours = keys.filter((key) => isBulletinStream(key) && key.startsWith(start));
    for (const key of ours) yield key.slice(root?.length);
    const last = keys.at(-1);
    if (last === undefined || keys.length < PAGE || last > `${start}\uffff`) return;
    after = last;
  }
}
