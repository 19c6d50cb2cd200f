import { createClient } from '@clickhouse/client';
import { createClickHouseEngine } from '#adapters/clickhouse/engine.ts';
import type { LoadWarehouse } from './case-table.ts';
import { startClickHouse } from './clickhouse-server.ts';

/** Tables in a ClickHouse engine of this Python, behind HTTP. */
export function loadClickHouse(python: string): LoadWarehouse {
  return async (tables) => {
    const server = await startClickHouse(python);
    const client = createClient({ url: server.url });
    for (const [table, rows] of tables) {
      await client.command({
        query: `CREATE TABLE ${table} (id String, event String, unit String, at DateTime64(6), properties String) ENGINE = MergeTree ORDER BY (unit, at)`,
        clickhouse_settings: { session_timezone: 'UTC' },
      });
      const values = rows.map((row) =>
        JSON.stringify({ ...row, at: row.at.replace('T', ' ').replace('Z', '') }),
      );
      if (values.length > 0)
        await client.command({
          query: `INSERT INTO ${table} FORMAT JSONEachRow\n${values.join('\n')}`,
          clickhouse_settings: { session_timezone: 'UTC' },
        });
    }
    await client.close();
    return {
      connect: async (timezone) => createClickHouseEngine({ url: server.url, timezone }),
      stop: server.stop,
    };
  };
}
