import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import type { PresenceStore } from '#ports/presence.ts';
import { integer, text } from './columns.ts';
import { guarded } from './guarded.ts';
import { type JointLock, joinLock } from './joint-lock.ts';

/** Milliseconds since the Unix epoch, by SQLite. */
const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`;

/** Health waits no longer than three seconds for an answer. In milliseconds. */
const PATIENCE = 2_000;

/** The heartbeat of this process in table `bots`. */
export interface Presence extends PresenceStore {
  /** Writes the heartbeat; throws if the file cannot be written. */
  beat(): Promise<void>;
  /** Removes the heartbeat, and lets go of the lock. */
  leave(): Promise<void>;
}

/** `file` is the path of the database; null for one in memory, on which this process is always alone. */
export function createPresence(database: DatabaseSync, file: string | null): Presence {
  const own = { id: randomUUID(), name: `process ${process.pid} on ${hostname()}` };
  const beat = database.prepare(`
    INSERT INTO bots (id, name, since, beat_at) VALUES (:id, :name, ${NOW}, ${NOW})
    ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at`);
  const others = database.prepare('SELECT name, since FROM bots WHERE id <> ? ORDER BY since');
  const forget = database.prepare('DELETE FROM bots WHERE id <> ?');
  const remove = database.prepare('DELETE FROM bots WHERE id = ?');
  // The attempt counts, as with a lease that ran out: it may have done its work.
  const free = database.prepare(
    `UPDATE commits SET worker = NULL, lease_until = NULL WHERE state = 'pending' AND worker IS NOT NULL`,
  );
  let lock: JointLock | null = null;
  const write = () => guarded(() => void beat.run(own), PATIENCE);
  return {
    beat: write,
    arrive: async (whenAlone) => {
      const takeOver = async () => {
        await guarded(() => void forget.run(own.id));
        await guarded(() => void free.run());
        await whenAlone();
      };
      if (file === null) await takeOver();
      else lock ??= await joinLock(`${file}-bots`, takeOver);
      await write();
      return guarded(() =>
        others.all(own.id).map((row) => ({ name: text(row, 'name'), since: integer(row, 'since') })),
      );
    },
    leave: async () => {
      await guarded(() => void remove.run(own.id)).catch(() => {});
      lock?.leave();
    },
  };
}
