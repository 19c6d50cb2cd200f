import { type ClickHouseSettings, createClient } from '@clickhouse/client';
import type { SqlAnswer, SqlEngine, SqlLimits } from '#ports/sql-engine.ts';
import { clickHouseFault } from './faults.ts';
import { scannedBytes } from './summary.ts';

/** Which server is asked. */
export interface ClickHouseOptions {
  /** `https://user:password@host:8443/database`. */
  readonly url: string;
  /** The zone of sessions. Figures do not depend on it. */
  readonly timezone?: string;
}

/** A ClickHouse server as a warehouse, by its official client over HTTP. The server bounds time, rows and bytes of every statement. */
export function createClickHouseEngine({ url, timezone = 'UTC' }: ClickHouseOptions): SqlEngine {
  const client = createClient({
    url,
    application: 'growth-experiment-co-pilot',
    max_open_connections: 2,
    // The server ends a statement before; this is for a server that does not answer at all.
    request_timeout: 660_000,
    // Faults are told once, by who asked.
    log: { level: 127 },
  });
  return {
    name: 'ClickHouse',
    dialect: 'clickhouse',
    async query({ name, text, parameters }, limits): Promise<SqlAnswer> {
      const timer = AbortSignal.timeout((limits.seconds + 10) * 1_000);
      try {
        const answer = await client.query({
          query: `/* ${name} */\n${text}`,
          format: 'JSONEachRow',
          query_params: Object.fromEntries(parameters.map(({ value }, index) => [`p${index}`, value])),
          clickhouse_settings: settingsOf(limits, timezone),
          abort_signal: timer,
        });
        const rows = await answer.json<Record<string, unknown>>();
        return { rows, bytes: scannedBytes(answer.response_headers) };
      } catch (thrown) {
        throw clickHouseFault(thrown, limits);
      }
    },
    close: () => client.close(),
  };
}

function settingsOf({ seconds, rows, bytes }: SqlLimits, timezone: string): ClickHouseSettings {
  return {
    // 2, not 1: a statement sets how joins answer, which 1 forbids.
    readonly: '2',
    session_timezone: timezone,
    max_execution_time: seconds,
    timeout_overflow_mode: 'throw',
    max_result_rows: String(rows),
    result_overflow_mode: 'throw',
    ...(bytes === null ? {} : { max_bytes_to_read: String(bytes), read_overflow_mode: 'throw' as const }),
    // The head of an answer then tells all that was read.
    wait_end_of_query: 1,
    output_format_json_quote_64bit_integers: 1,
  };
}
