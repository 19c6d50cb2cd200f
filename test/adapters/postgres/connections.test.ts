import { expect, it } from 'vitest';
import { createPostgresEngine } from '#adapters/postgres/engine.ts';
import { createPostgresEvents } from '#adapters/postgres/event-store.ts';

const STATEMENT = { name: 'one', text: 'SELECT 1 AS one', parameters: [] };
const LIMITS = { seconds: 1, rows: 1, bytes: null };

it.each([
  ['sslcert=/nonexistent/bot.crt', 'address'],
  ['sslkey=/', 'address'],
  ['sslrootcert=/nonexistent/root.crt', 'address'],
  // It comes back with the server.
  ['host=/nonexistent/socket', 'unreachable'],
])('says that a file which the address names is not there (%s)', async (file, fault) => {
  const url = `postgresql:///shop?${file}`;
  const engine = createPostgresEngine({ url });
  await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code: `warehouse.${fault}` });
  await engine.close();
  const events = createPostgresEvents(url);
  await expect(events.ping()).rejects.toMatchObject({ code: `store.${fault}` });
  await events.close();
});
