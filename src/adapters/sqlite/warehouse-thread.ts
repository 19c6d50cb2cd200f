import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** One SELECT for the thread, and the most rows that it may give. */
export interface ThreadQuestion {
  readonly id: number;
  readonly text: string;
  readonly parameters: readonly (string | number | bigint)[];
  readonly rows: number;
}

/** Its rows, or what SQLite says against it. */
export type ThreadAnswer =
  | { readonly id: number; readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | { readonly id: number; readonly isTooLong: true }
  | { readonly id: number; readonly message: string; readonly code: number };

/** A thread that reads a database file and changes nothing. SQLite has no regular expressions of its own. */
const path: unknown = workerData;
if (typeof path !== 'string' || parentPort === null) throw new TypeError('this is a thread of a warehouse');
const port = parentPort;
let database: DatabaseSync | null = null;

function open(): DatabaseSync {
  if (database !== null) return database;
  database = new DatabaseSync(String(path), { readOnly: true, timeout: 5_000 });
  // Functions get patterns and texts in the order `text REGEXP pattern` has them turned.
  let last: RegExp | null = null;
  database.function('regexp', { deterministic: true }, (pattern, text) => {
    if (text === null || pattern === null) return null;
    if (last?.source !== pattern) last = new RegExp(String(pattern), 'u');
    return last.test(String(text)) ? 1 : 0;
  });
  return database;
}

port.on('message', ({ id, text, parameters, rows: most }: ThreadQuestion) => {
  try {
    const rows: Readonly<Record<string, unknown>>[] = [];
    const statement = open().prepare(text);
    for (const row of statement.iterate(...parameters)) {
      if (rows.length >= most) return port.postMessage({ id, isTooLong: true } satisfies ThreadAnswer);
      rows.push({ ...row });
    }
    port.postMessage({ id, rows } satisfies ThreadAnswer);
  } catch (thrown) {
    const { message, errcode } = thrown as Error & { readonly errcode?: number };
    port.postMessage({ id, message, code: errcode ?? 0 } satisfies ThreadAnswer);
  }
});
