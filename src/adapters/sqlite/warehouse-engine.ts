import { Worker } from 'node:worker_threads';
import type { SqlAnswer, SqlEngine, SqlStatement } from '#ports/sql-engine.ts';
import { warehouseFault } from '#ports/sql-faults.ts';
import type { ThreadAnswer, ThreadQuestion } from './warehouse-thread.ts';

/** A file as SQLite keeps it, as a warehouse. Reads on a thread of its own; a statement that takes too long ends with its thread. */
export function createSqliteEngine(path: string): SqlEngine {
  let thread: Worker | null = null;
  let waiting: Promise<unknown> = Promise.resolve();
  let asked = 0;
  const begin = () => {
    thread ??= new Worker(new URL('./warehouse-thread.ts', import.meta.url), { workerData: path });
    // A question must not keep a process that is through.
    thread.unref();
    return thread;
  };
  const end = async () => {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  };
  return {
    name: 'SQLite',
    dialect: 'sqlite',
    query(statement, { seconds, rows }) {
      asked += 1;
      const question = questionOf(asked, statement, rows);
      const answer = waiting.then(() => ask(begin(), question, seconds, end));
      waiting = answer.catch(() => {});
      return answer;
    },
    async close() {
      await waiting;
      await end();
    },
  };
}

function questionOf(id: number, { text, parameters }: SqlStatement, rows: number): ThreadQuestion {
  const values = parameters.map(({ type, value }) => (type === 'integer' ? BigInt(value) : value));
  return { id, text, parameters: values, rows };
}

function ask(
  thread: Worker,
  question: ThreadQuestion,
  seconds: number,
  end: () => Promise<void>,
): Promise<SqlAnswer> {
  return new Promise<SqlAnswer>((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      thread.off('message', take);
      thread.off('error', fail);
      act();
    };
    const take = (answer: ThreadAnswer) => {
      if (answer.id !== question.id) return;
      settle(() => {
        if ('rows' in answer) resolve({ rows: answer.rows, bytes: null });
        else reject('isTooLong' in answer ? tooLong(question.rows) : sqliteFault(answer));
      });
    };
    const fail = (cause: Error) =>
      settle(() => {
        const message = 'The thread that reads the warehouse file ended. It begins anew with the next look.';
        void end();
        reject(warehouseFault('unavailable', message, { cause }));
      });
    const timer = setTimeout(() => {
      settle(() => {
        void end().then(() => reject(tooSlow(seconds)));
      });
    }, seconds * 1_000);
    thread.on('message', take);
    thread.on('error', fail);
    thread.postMessage(question);
  });
}

function tooLong(rows: number) {
  return warehouseFault(
    'query-too-large',
    `The answer has more than ${rows} rows. Use fewer dimensions, or dimensions with fewer values.`,
  );
}

function tooSlow(seconds: number) {
  return warehouseFault(
    'query-too-slow',
    `SQLite took longer than ${seconds} seconds. Add an index on the time and unit columns, use fewer metrics, or use DuckDB.`,
  );
}

const BUSY = 5;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

function sqliteFault({ message, code }: { readonly message: string; readonly code: number }) {
  const cause = new Error(message);
  // Extended codes hold the plain one in their lowest byte.
  switch (code % 256) {
    case BUSY:
      return warehouseFault('unavailable', 'The warehouse file is locked by another program.', { cause });
    case CANNOT_OPEN:
      return warehouseFault(
        'unreachable',
        'The warehouse file cannot be opened. Check the path in WAREHOUSE_URL and that the bot may read it.',
        { cause },
      );
    case NOT_A_DATABASE:
      return warehouseFault(
        'address',
        'The file that WAREHOUSE_URL names is no SQLite database. Correct the path.',
        { cause },
      );
  }
  const missing = /no such (table|column): ([\w."]+)/.exec(message);
  if (missing !== null)
    return warehouseFault(
      'not-found',
      `The warehouse has no ${missing[1]} ${missing[2]}. Correct \`warehouse\` in the settings.`,
      { cause },
    );
  return warehouseFault('refused', 'SQLite refused the statement of a look; the log has its own words.', {
    cause,
  });
}
