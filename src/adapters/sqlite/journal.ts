import type { DatabaseSync } from 'node:sqlite';
import { dueAtFirst, parseCommit } from '#domain/commit.ts';
import type { CommitRecord, JournalStore } from '#ports/journal-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { integer, text } from './columns.ts';
import type { Flush } from './flush.ts';
import { guarded } from './guarded.ts';

/** The journal in table `commits`: one row per commit, its body immutable, its delivery state beside it. */
export function createSqliteJournal(database: DatabaseSync, flush: Flush['flush']): JournalStore {
  const insert = database.prepare(`
    INSERT INTO commits (id, experiment, version, body, state, next, effects, attempts, due_at)
    VALUES (?, ?, ?, ?, ?, 0, ?, 0, ?) ON CONFLICT DO NOTHING`);
  const bodies = database.prepare(
    'SELECT id, body FROM commits WHERE experiment = ? AND version > ? ORDER BY version',
  );
  const rows = database.prepare(
    'SELECT id, experiment, version, CAST(body AS BLOB) AS body FROM commits WHERE experiment = ? ORDER BY version',
  );
  const streams = database.prepare(
    'SELECT DISTINCT experiment FROM commits WHERE experiment > ? ORDER BY experiment LIMIT ?',
  );
  const keys = database.prepare(
    `SELECT DISTINCT experiment FROM commits WHERE experiment > ? AND experiment NOT LIKE '$%'
    ORDER BY experiment LIMIT ?`,
  );
  return {
    append: async (commit) => {
      const { id, experiment, version, effects } = commit;
      const state = effects.length === 0 ? 'delivered' : 'pending';
      const body = canonicalJson(commit);
      const { changes } = await guarded(() =>
        insert.run(id, experiment, version, body, state, effects.length, dueAtFirst(commit)),
      );
      if (changes !== 1) return 'conflict';
      await flush();
      return 'appended';
    },
    commits: (experiment, afterVersion = 0) =>
      guarded(() =>
        bodies.all(experiment, afterVersion).map((row) => parseCommit(text(row, 'id'), text(row, 'body'))),
      ),
    records: (experiment) => guarded(() => rows.all(experiment).map(toRecord)),
    experimentKeys: (afterKey, limit) =>
      guarded(() => keys.all(afterKey ?? '', limit).map((row) => text(row, 'experiment'))),
    streamKeys: (afterKey, limit) =>
      guarded(() => streams.all(afterKey ?? '', limit).map((row) => text(row, 'experiment'))),
  };
}

function toRecord(row: Readonly<Record<string, unknown>>): CommitRecord {
  return {
    id: text(row, 'id'),
    experiment: text(row, 'experiment'),
    version: integer(row, 'version'),
    body: wholeText(row['body']),
  };
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The bytes as text, or nothing if they are none: SQLite's own decoding turns broken bytes into U+FFFD, so that a
 * changed byte beside a U+FFFD that was written would not show.
 */
function wholeText(bytes: unknown): string {
  try {
    return bytes instanceof Uint8Array ? strict.decode(bytes) : '';
  } catch {
    return '';
  }
}
