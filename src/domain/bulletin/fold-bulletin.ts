import { type Bulletin, bulletinOf } from './bulletin.ts';
import type { BulletinCommit, BulletinEvent } from './journal.ts';

/** Folds commits of one stream, oldest first; null if there are none. `from` continues an earlier fold. */
export function foldBulletin(
  commits: readonly BulletinCommit[],
  from: Bulletin | null = null,
): Bulletin | null {
  let state = from;
  for (const commit of commits) {
    for (const event of commit.events) state = after(state, event, commit);
    if (state !== null) state = { ...state, version: commit.version, hash: commit.hash };
  }
  return state;
}

function after(state: Bulletin | null, event: BulletinEvent, commit: BulletinCommit): Bulletin | null {
  const { version, at, hash } = commit;
  if (event.type === 'bulletinSaid') {
    const { channel, topic, facts } = event;
    const said = { version, at, facts };
    if (state !== null) return { ...state, said, asked: version };
    const name = bulletinOf(commit.experiment);
    const none = { posted: null, files: null, failures: [] };
    return { name, channel, topic, version, hash, since: at, said, asked: version, ...none };
  }
  if (state === null) return null;
  switch (event.type) {
    case 'bulletinPosted':
      return { ...state, posted: { ts: event.ts, version: event.said }, failures: [] };
    case 'bulletinFilesUploaded':
      return { ...state, files: { version: event.said, ids: event.ids } };
    case 'bulletinFailed': {
      const { type: _, ...failure } = event;
      return { ...state, failures: [...state.failures, { ...failure, at }] };
    }
    case 'bulletinRetried':
      return { ...state, asked: version };
  }
}
