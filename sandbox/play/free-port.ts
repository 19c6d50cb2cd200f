import { once } from 'node:events';
import { createServer } from 'node:net';

/** The port if no program listens there on this machine, 0 for any other if one does. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return wanted;
  } catch {
    return 0;
  } finally {
    server.close();
  }
}
