import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ownFault } from '#shared/errors.ts';

/** What the last look through the file found. */
export interface Inspection {
  /** Looks through every page of the file and of its indexes, on a thread of its own. Throws `store.corrupt` if one is damaged. */
  inspect(): Promise<void>;
  /** Throws what the last look found. */
  check(): void;
}

/** `file` is the path of the database; null for one in memory, in which nothing can be damaged. */
export function createInspection(file: string | null): Inspection {
  let damage: string | null = null;
  const check = () => {
    if (damage === null) return;
    const message =
      'The database file is damaged, so some of it cannot be read or written. Stop the bot, keep a copy of the file, restore a backup and run the audit';
    throw ownFault('store.corrupt', message, { cause: new Error(damage) });
  };
  return {
    check,
    inspect: async () => {
      if (file === null) return;
      const found = await lookThrough(file);
      damage = found === 'ok' ? null : found;
      check();
    },
  };
}

async function lookThrough(file: string): Promise<string> {
  const thread = new Worker(new URL('./inspection-thread.ts', import.meta.url), { workerData: file });
  // A look must not keep a process that is through.
  thread.unref();
  const [found] = await once(thread, 'message');
  return String(found);
}
