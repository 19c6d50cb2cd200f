import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import type { SqlAnswer, SqlEngine, SqlParameter } from '#ports/sql-engine.ts';
import { tooManyRows, warehouseFault } from '#ports/sql-faults.ts';
import { duckDbFault } from './faults.ts';

/** Which database file is read, and how. */
export interface DuckDbOptions {
  /** The path of the file; `:memory:` for an empty one. */
  readonly path: string;
  /** As DuckDB writes it: `1GB`. */
  readonly memory: string;
  readonly threads: number;
  /** The zone of sessions. Figures do not depend on it. */
  readonly timezone?: string;
}

/**
 * A DuckDB file as a warehouse, opened to be read. Statements cannot read files or the network, nor change that. They run on threads of
 * DuckDB's own, and one that takes too long is interrupted.
 */
export function createDuckDbEngine(options: DuckDbOptions): SqlEngine {
  let opening: Promise<DuckDBInstance> | null = null;
  const begin = () => {
    opening ??= open(options).catch((fault: unknown) => {
      // The next statement tries again: the file may be there by then.
      opening = null;
      throw fault;
    });
    return opening;
  };
  return {
    name: 'DuckDB',
    dialect: 'duckdb',
    async query({ text, parameters }, { seconds, rows }) {
      const instance = await begin();
      const connection = await instance.connect();
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        connection.interrupt();
      }, seconds * 1_000);
      try {
        return await read(connection, text, parameters.map(boundValue), rows);
      } catch (thrown) {
        throw isLate ? tooSlow(seconds) : duckDbFault(thrown);
      } finally {
        clearTimeout(timer);
        connection.closeSync();
      }
    },
    async close() {
      const instance = await opening?.catch(() => null);
      opening = null;
      instance?.closeSync();
    },
  };
}

async function open({ path, memory, threads, timezone = 'UTC' }: DuckDbOptions): Promise<DuckDBInstance> {
  const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
  try {
    const access = path === ':memory:' ? {} : { access_mode: 'READ_ONLY' };
    const instance = await Instance.create(path, {
      ...access,
      memory_limit: memory,
      threads: String(threads),
    });
    const connection = await instance.connect();
    await connection.run(`SET GLOBAL TimeZone = '${timezone.replaceAll("'", "''")}'`);
    await connection.run('SET GLOBAL enable_external_access = false');
    await connection.run('SET GLOBAL lock_configuration = true');
    connection.closeSync();
    return instance;
  } catch (cause) {
    throw warehouseFault(
      'unreachable',
      'The DuckDB file cannot be opened. Check the path in WAREHOUSE_URL, that the bot may read it, and that no other program writes to it.',
      { cause },
    );
  }
}

async function read(
  connection: DuckDBConnection,
  text: string,
  values: DuckDBValue[],
  most: number,
): Promise<SqlAnswer> {
  const reader = await connection.streamAndReadUntil(text, most + 1, values);
  if (reader.currentRowCount > most) throw tooManyRows(most);
  return { rows: reader.getRowObjectsJson(), bytes: null };
}

function boundValue({ type, value }: SqlParameter): DuckDBValue {
  // Its client takes a whole number for one of 64 bits, and refuses a larger one; the statement casts the text.
  return type === 'integer' ? BigInt(value) : String(value);
}

function tooSlow(seconds: number) {
  return warehouseFault(
    'query-too-slow',
    `DuckDB took longer than ${seconds} seconds. Use fewer metrics, a shorter experiment, or a larger machine.`,
  );
}
