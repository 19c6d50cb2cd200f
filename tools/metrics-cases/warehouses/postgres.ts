import { Client } from 'pg';
import { createPostgresEngine } from '#adapters/postgres/engine.ts';
import type { LoadWarehouse } from './case-table.ts';
import type { PostgresServer } from './postgres-server.ts';

/** Tables in a database that `start` begins. Properties are `json` in tables with an even number, and `jsonb` in the others. */
export function loadPostgres(start: () => Promise<PostgresServer>): LoadWarehouse {
  return async (tables) => {
    const server = await start();
    const client = new Client({ connectionString: server.url });
    await client.connect();
    for (const [index, [table, rows]] of [...tables].entries()) {
      const json = index % 2 === 0 ? 'json' : 'jsonb';
      await client.query(
        `CREATE TABLE ${table} (id text, event text, unit text, at timestamptz, properties ${json})`,
      );
      await client.query(
        `INSERT INTO ${table} SELECT id, event, unit, at::timestamptz, properties::${json}
FROM json_to_recordset($1::json) AS r (id text, event text, unit text, at text, properties text)`,
        [JSON.stringify(rows)],
      );
    }
    await client.end();
    return {
      connect: async (timezone) => createPostgresEngine({ url: server.url, timezone }),
      stop: server.stop,
    };
  };
}
