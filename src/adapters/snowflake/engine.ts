import type { KeyObject } from 'node:crypto';
import { randomUUID } from 'node:crypto';
import { createCaller, type HttpAnswer } from '#adapters/sql-http/call.ts';
import { PROBE_WITHIN, type StatementProgress, untilDone } from '#adapters/sql-http/until-done.ts';
import type { SqlAnswer, SqlEngine, SqlLimits, SqlParameter, SqlStatement } from '#ports/sql-engine.ts';
import { tooManyRows } from '#ports/sql-faults.ts';
import { type Clock, systemClock } from '#shared/clock.ts';
import { AppError } from '#shared/errors.ts';
import type { SnowflakeAddress } from './address.ts';
import { isTooLarge, SNOWFLAKE_NAME, snowflakeFault } from './faults.ts';
import {
  readHandle,
  readPartition,
  readResultSet,
  rowsOfPartitions,
  type StatementResult,
} from './result.ts';
import { createKeyPairTokens } from './tokens.ts';

/** Which account is asked, and by which user. */
export interface SnowflakeOptions extends SnowflakeAddress {
  readonly key: KeyObject;
  /** `https://` and the host if it is left out. */
  readonly origin?: string;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** Milliseconds between questions for a statement that goes on. */
  readonly pollMs?: number;
  readonly graceMs?: number;
}

const TYPES = { text: 'TEXT', integer: 'FIXED', number: 'REAL' } as const satisfies Record<
  SqlParameter['type'],
  string
>;

/** A Snowflake account as a warehouse, by its SQL API. It ends a statement by itself when its time is over, and tells nothing of its cost. */
export function createSnowflakeEngine(options: SnowflakeOptions): SqlEngine {
  const { host, origin = `https://${host}`, clock = systemClock } = options;
  const call = createCaller(SNOWFLAKE_NAME, options.fetch);
  const tokenAt = createKeyPairTokens(options, options.key);
  const root = `${origin}/api/v2/statements`;
  const ask = (path: string, body: object | null, signal: AbortSignal): Promise<HttpAnswer> =>
    call(
      {
        body: body === null ? null : JSON.stringify(body),
        url: `${root}${path}`,
        headers: {
          authorization: `Bearer ${tokenAt(clock.now())}`,
          'x-snowflake-authorization-token-type': 'KEYPAIR_JWT',
          accept: 'application/json',
          'content-type': 'application/json',
          'user-agent': 'growth-experiment-co-pilot',
        },
      },
      signal,
    );
  const submit = async (body: object, signal: AbortSignal) => {
    const id = randomUUID();
    try {
      return await ask(`?requestId=${id}`, body, signal);
    } catch (thrown) {
      // Whether it came is not known: with the same name it runs once in any case.
      if (!(thrown instanceof AppError && thrown.code === 'warehouse.unreachable') || signal.aborted)
        throw thrown;
      return ask(`?requestId=${id}&retry=true`, body, signal);
    }
  };

  async function query(statement: SqlStatement, limits: SqlLimits): Promise<SqlAnswer> {
    const { seconds, rows: most } = limits;
    const progressOf = (answer: HttpAnswer): StatementProgress<StatementResult> => {
      if (answer.status === 202) return { running: readHandle(answer.json) };
      if (answer.status !== 200 || isTooLarge(answer.json)) throw snowflakeFault(answer, seconds);
      return { first: readResultSet(answer.json) };
    };
    return untilDone<StatementResult, SqlAnswer>(
      {
        start: async (signal) => progressOf(await submit(requestOf(statement, limits, options), signal)),
        next: async (id, signal) => progressOf(await ask(`/${encodeURIComponent(id)}`, null, signal)),
        finish: async (first, signal) => {
          const { numRows, partitionInfo } = first.resultSetMetaData;
          if (numRows > most) throw tooManyRows(most);
          const data = [...first.data];
          for (let index = 1; index < partitionInfo.length; index += 1) {
            const answer = await ask(
              `/${encodeURIComponent(first.statementHandle)}?partition=${index}`,
              null,
              signal,
            );
            if (answer.status !== 200) throw snowflakeFault(answer, seconds);
            data.push(...readPartition(answer.json));
          }
          return { rows: rowsOfPartitions(first, data), bytes: null };
        },
        cancel: (id, signal) => ask(`/${encodeURIComponent(id)}/cancel`, {}, signal),
      },
      { vendor: SNOWFLAKE_NAME, seconds, graceMs: options.graceMs ?? 10_000, pollMs: options.pollMs ?? 500 },
    );
  }

  return {
    name: SNOWFLAKE_NAME,
    dialect: 'snowflake',
    query,
    // Whatever a virtual warehouse works on is paid for: who asks is looked at before what there is not.
    probe: async () => {
      const answer = await ask(`/${randomUUID()}`, null, AbortSignal.timeout(PROBE_WITHIN));
      const isKnown = answer.status < 500 && ![401, 403, 429].includes(answer.status);
      if (!isKnown) throw snowflakeFault(answer, PROBE_WITHIN / 1_000);
    },
    close: async () => {},
  };
}

/** The body of a request: one statement, its values in the order of their places, and a session in UTC. */
function requestOf(
  { name, text, parameters }: SqlStatement,
  { seconds, rows }: SqlLimits,
  { database, schema, warehouse, role }: SnowflakeAddress,
) {
  const bindings = parameters.map(
    ({ type, value }, index) => [String(index + 1), { type: TYPES[type], value: String(value) }] as const,
  );
  const named = { database, schema, warehouse, role };
  return {
    statement: text,
    timeout: seconds,
    ...(bindings.length === 0 ? {} : { bindings: Object.fromEntries(bindings) }),
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)),
    parameters: {
      timezone: 'UTC',
      query_tag: `growth-experiment-co-pilot: ${name}`,
      // One more than may be: so it shows if there are too many.
      rows_per_resultset: rows + 1,
    },
  };
}
