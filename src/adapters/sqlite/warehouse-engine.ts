import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SqlAnswer, SqlEngine, SqlStatement } from '#ports/sql-engine.ts';
import { tooManyRows, warehouseFault } from '#ports/sql-faults.ts';
import type { ProcessAnswer, ProcessQuestion } from './warehouse-process.ts';

const SCRIPT = fileURLToPath(new URL('./warehouse-process.ts', import.meta.url));

/**
 * A file as SQLite keeps it, as a warehouse. Reads in a process of its own: Node cannot stop a statement of SQLite, and no thread ends
 * before it. What takes too long ends with its process.
 */
export function createSqliteEngine(path: string): SqlEngine {
  let child: ChildProcess | null = null;
  let waiting: Promise<unknown> = Promise.resolve();
  let asked = 0;
  const begin = () => {
    child ??= beginProcess(path);
    return child;
  };
  const end = () => {
    child?.kill('SIGKILL');
    child = null;
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
      end();
    },
  };
}

function beginProcess(path: string): ChildProcess {
  const child = fork(SCRIPT, [path], { serialization: 'advanced', execArgv: [], stdio: 'ignore' });
  // A question must not keep a bot that is through.
  child.unref();
  child.channel?.unref();
  return child;
}

function questionOf(id: number, { text, parameters }: SqlStatement, rows: number): ProcessQuestion {
  const values = parameters.map(({ type, value }) => (type === 'integer' ? BigInt(value) : value));
  return { id, text, parameters: values, rows };
}

function ask(
  child: ChildProcess,
  question: ProcessQuestion,
  seconds: number,
  end: () => void,
): Promise<SqlAnswer> {
  return new Promise<SqlAnswer>((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off('message', take);
      child.off('exit', fail);
      child.off('error', fail);
      child.channel?.unref();
      act();
    };
    const take = (message: unknown) => {
      // The process says nothing else.
      const answer = message as ProcessAnswer;
      if (answer.id !== question.id) return;
      settle(() => {
        if ('rows' in answer) resolve({ rows: answer.rows, bytes: null });
        else reject('isTooLong' in answer ? tooManyRows(question.rows) : sqliteFault(answer));
      });
    };
    const fail = () =>
      settle(() => {
        end();
        reject(
          warehouseFault(
            'unavailable',
            'The process that reads the warehouse file ended. It begins anew with the next look.',
          ),
        );
      });
    const timer = setTimeout(() => {
      settle(() => {
        end();
        reject(tooSlow(seconds));
      });
    }, seconds * 1_000);
    child.on('message', take);
    child.on('exit', fail);
    child.on('error', fail);
    child.channel?.ref();
    child.send(question);
  });
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
