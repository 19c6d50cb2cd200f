import { type ClientBase, Pool } from 'pg';

/** Connections to one PostgreSQL server, which are opened when they are needed. */
export interface PostgresConnections {
  /** Does work on a connection of its own. What the connection or the work throws is thrown as `fault` translates it. */
  within<Value>(
    work: (client: ClientBase) => Promise<Value>,
    fault: (thrown: unknown) => Error,
  ): Promise<Value>;
  close(): Promise<void>;
}

/** At most so many connections to the server of a URL. Connects to nothing yet. */
export function openConnections(url: string, most: number): PostgresConnections {
  const pool = new Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: 'growth-experiment-co-pilot',
    allowExitOnIdle: true,
  });
  // A connection that breaks while it rests is replaced; what breaks in use is thrown there.
  pool.on('error', () => {});
  const connected = async (fault: (thrown: unknown) => Error) => {
    try {
      // It throws at once if the address names a certificate that cannot be read.
      return await pool.connect();
    } catch (thrown) {
      throw fault(thrown);
    }
  };
  return {
    within: async (work, fault) => {
      const client = await connected(fault);
      let failed: Error | undefined;
      try {
        return await work(client);
      } catch (thrown) {
        failed = thrown instanceof Error ? thrown : new Error(String(thrown));
        throw fault(thrown);
      } finally {
        // A connection whose transaction failed is not used again.
        client.release(failed);
      }
    },
    close: () => pool.end(),
  };
}
