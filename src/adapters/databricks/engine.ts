import { randomUUID } from 'node:crypto';
import { createCaller, type HttpAnswer } from '#adapters/sql-http/call.ts';
import { PROBE_WITHIN, type StatementProgress, untilDone } from '#adapters/sql-http/until-done.ts';
import type { SqlAnswer, SqlEngine, SqlLimits, SqlParameter, SqlStatement } from '#ports/sql-engine.ts';
import { tooManyRows } from '#ports/sql-faults.ts';
import type { DatabricksAddress } from './address.ts';
import { cutAnswer, DATABRICKS_NAME, databricksFault, statementFault, stillStarting } from './faults.ts';
import { type RemoteState, readChunk, readStatement, rowsOfChunks } from './result.ts';

/** Which workspace is asked, and with which token. */
export interface DatabricksOptions extends DatabricksAddress {
  /** A personal access token, best of a service principal. */
  readonly token: string;
  /** `https://` and the host if it is left out. */
  readonly origin?: string;
  readonly fetch?: typeof fetch;
  /** Milliseconds between questions for a statement that goes on. */
  readonly pollMs?: number;
  readonly graceMs?: number;
}

const TYPES = { text: 'STRING', integer: 'BIGINT', number: 'DOUBLE' } as const satisfies Record<
  SqlParameter['type'],
  string
>;
/** Bytes of a whole answer; Databricks gives up to 25 MiB in this way. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A SQL warehouse of Databricks, by the Statement Execution API. It tells nothing of the cost. */
export function createDatabricksEngine(options: DatabricksOptions): SqlEngine {
  const { host, origin = `https://${host}`, token } = options;
  const call = createCaller(DATABRICKS_NAME, options.fetch);
  const send = (path: string, body: object | null, signal: AbortSignal): Promise<HttpAnswer> =>
    call(
      {
        body: body === null ? null : JSON.stringify(body),
        url: `${origin}/api/2.0/sql/statements${path}`,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      },
      signal,
    );
  const ask = async (path: string, body: object | null, signal: AbortSignal): Promise<HttpAnswer> => {
    const answer = await send(path, body, signal);
    if (answer.status >= 300) throw databricksFault(answer);
    return answer;
  };

  async function query(statement: SqlStatement, limits: SqlLimits): Promise<SqlAnswer> {
    const { seconds, rows: most } = limits;
    let isStarting = false;
    const progressOf = ({ json }: HttpAnswer): StatementProgress<RemoteState> => {
      const read = readStatement(json);
      const { state } = read.status;
      isStarting = state === 'PENDING';
      if (state === 'PENDING' || state === 'RUNNING') return { running: read.statement_id };
      if (state !== 'SUCCEEDED') throw statementFault(read.status, seconds);
      return { first: read };
    };
    return untilDone<RemoteState, SqlAnswer>(
      {
        start: async (signal) => progressOf(await ask('', requestOf(statement, limits, options), signal)),
        next: async (id, signal) => progressOf(await ask(`/${encodeURIComponent(id)}`, null, signal)),
        finish: async (first, signal) => {
          const { manifest, statement_id: id } = first;
          if ((manifest?.total_row_count ?? 0) > most) throw tooManyRows(most);
          if (manifest?.truncated === true) throw cutAnswer();
          const data = [...(first.result?.data_array ?? [])];
          let next = first.result?.next_chunk_index ?? null;
          while (next !== null) {
            const path = `/${encodeURIComponent(id)}/result/chunks/${next}`;
            const chunk = readChunk((await ask(path, null, signal)).json);
            data.push(...chunk.data_array);
            next = chunk.next_chunk_index ?? null;
          }
          return { rows: rowsOfChunks(first, data), bytes: null };
        },
        cancel: (id, signal) => ask(`/${encodeURIComponent(id)}/cancel`, {}, signal),
        lateFault: () => (isStarting ? stillStarting() : null),
      },
      { vendor: DATABRICKS_NAME, seconds, graceMs: options.graceMs ?? 5_000, pollMs: options.pollMs ?? 500 },
    );
  }

  return {
    name: DATABRICKS_NAME,
    dialect: 'databricks',
    query,
    // Any statement would start the SQL warehouse, and keep it: who asks is looked at before what there is not.
    probe: async () => {
      const answer = await send(`/${randomUUID()}`, null, AbortSignal.timeout(PROBE_WITHIN));
      if (answer.status >= 300 && answer.status !== 404) throw databricksFault(answer);
    },
    close: async () => {},
  };
}

/** The body of a request: parameters by name, an answer in the body, and no more of it than may be. */
function requestOf(
  { text, parameters }: SqlStatement,
  { seconds, rows }: SqlLimits,
  { warehouseId, catalog, schema }: DatabricksAddress,
) {
  return {
    statement: text,
    warehouse_id: warehouseId,
    ...(catalog === null ? {} : { catalog }),
    ...(schema === null ? {} : { schema }),
    parameters: parameters.map(({ type, value }, index) => ({
      ...{ name: `p${index}`, type: TYPES[type], value: String(value) },
    })),
    // One more than may be: so it shows if there are too many.
    row_limit: rows + 1,
    byte_limit: MOST_BYTES,
    disposition: 'INLINE',
    format: 'JSON_ARRAY',
    // Until it is over the statement has no name, and could not be cancelled; the least that the interface allows is 5 seconds.
    wait_timeout: `${Math.min(10, Math.max(5, seconds))}s`,
    on_wait_timeout: 'CONTINUE',
  };
}
