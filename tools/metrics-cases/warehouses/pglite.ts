import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { PostgresServer } from './postgres-server.ts';

/** PostgreSQL compiled to WebAssembly, behind a socket of loopback; one connection at a time. */
export async function startPglite(): Promise<PostgresServer> {
  const database = await PGlite.create();
  const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 10 });
  await server.start();
  return {
    name: 'PGlite',
    url: `postgresql://postgres@127.0.0.1:${server.getServerConn().split(':').at(-1)}/postgres?sslmode=disable`,
    stop: async () => {
      await server.stop();
      await database.close();
    },
  };
}
