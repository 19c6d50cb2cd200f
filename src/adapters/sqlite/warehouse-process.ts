import { DatabaseSync } from 'node:sqlite';

/** One SELECT for the process, and the most rows that it may give. */
export interface ProcessQuestion {
  readonly id: number;
  readonly text: string;
  readonly parameters: readonly (string | number | bigint)[];
  readonly rows: number;
}

/** Its rows, or what SQLite says against it. */
export type ProcessAnswer =
  | { readonly id: number; readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | { readonly id: number; readonly isTooLong: true }
  | { readonly id: number; readonly message: string; readonly code: number };

/** A process that reads a database file and changes nothing. SQLite has no regular expressions of its own. */
const [, , path] = process.argv;
if (path === undefined || process.send === undefined) throw new TypeError('this is a process of a warehouse');
let database: DatabaseSync | null = null;

function open(): DatabaseSync {
  if (database !== null) return database;
  const opened = new DatabaseSync(String(path), { readOnly: true, timeout: 5_000 });
  // `text REGEXP pattern` calls the function with the pattern first.
  let last: { readonly pattern: unknown; readonly expression: RegExp } | null = null;
  opened.function('regexp', { deterministic: true }, (pattern, text) => {
    if (text === null || pattern === null) return null;
    if (last?.pattern !== pattern) last = { pattern, expression: new RegExp(String(pattern), 'u') };
    return last.expression.test(String(text)) ? 1 : 0;
  });
  database = opened;
  return opened;
}

function answerTo({ id, text, parameters, rows: most }: ProcessQuestion): ProcessAnswer {
  try {
    const rows: Readonly<Record<string, unknown>>[] = [];
    for (const row of open()
      .prepare(text)
      .iterate(...parameters)) {
      if (rows.length >= most) return { id, isTooLong: true };
      rows.push({ ...row });
    }
    return { id, rows };
  } catch (thrown) {
    const { message, errcode } = thrown as Error & { readonly errcode?: number };
    return { id, message, code: errcode ?? 0 };
  }
}

process.on('message', (question: ProcessQuestion) => process.send?.(answerTo(question)));
process.on('disconnect', () => process.exit(0));
