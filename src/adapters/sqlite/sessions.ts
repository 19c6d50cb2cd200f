import type { DatabaseSync } from 'node:sqlite';
import type { Session, SessionStore } from '#ports/session-store.ts';
import { integer, text } from './columns.ts';
import { guarded } from './guarded.ts';

/** Sessions of the desk in table `sessions`. */
export function createSqliteSessions(database: DatabaseSync): SessionStore {
  const put = database.prepare(`
    INSERT INTO sessions (digest, slack_user, created_at, seen_at) VALUES (:digest, :user, :createdAt, :seenAt)
    ON CONFLICT (digest) DO UPDATE SET
      slack_user = excluded.slack_user, created_at = excluded.created_at, seen_at = excluded.seen_at`);
  const one = database.prepare('SELECT * FROM sessions WHERE digest = ?');
  const own = database.prepare(
    'SELECT * FROM sessions WHERE slack_user = ? ORDER BY created_at DESC, digest',
  );
  const see = database.prepare('UPDATE sessions SET seen_at = max(seen_at, :at) WHERE digest = :digest');
  const end = database.prepare('DELETE FROM sessions WHERE digest = ?');
  const endOwn = database.prepare('DELETE FROM sessions WHERE slack_user = ?');
  const over = 'FROM sessions WHERE created_at < :createdBefore OR seen_at < :seenBefore';
  const anyOver = database.prepare(`SELECT 1 ${over} LIMIT 1`);
  const sweep = database.prepare(`DELETE ${over}`);
  return {
    putSession: (session) => guarded(() => void put.run({ ...session })),
    session: (digest) =>
      guarded(() => {
        const row = one.get(digest);
        return row === undefined ? null : toSession(row);
      }),
    sessionsOf: (user) => guarded(() => own.all(user).map(toSession)),
    seeSession: (digest, at) => guarded(() => void see.run({ digest, at })),
    endSession: (digest) => guarded(() => void end.run(digest)),
    endSessionsOf: (user) => guarded(() => Number(endOwn.run(user).changes)),
    // A statement that may write takes the lock of the file, also if it finds nothing to write.
    sweepSessions: (bounds) =>
      guarded(() =>
        anyOver.get({ ...bounds }) === undefined ? 0 : Number(sweep.run({ ...bounds }).changes),
      ),
  };
}

function toSession(row: Readonly<Record<string, unknown>>): Session {
  return {
    digest: text(row, 'digest'),
    user: text(row, 'slack_user'),
    createdAt: integer(row, 'created_at'),
    seenAt: integer(row, 'seen_at'),
  };
}
