import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';

/** A door to a server on 127.0.0.1 that can lose an answer. */
export interface LossyProxy {
  readonly uri: string;
  /** The next request whose bytes contain `text` reaches the server; its answer does not come back and the line breaks. */
  loseAnswerTo(text: string): void;
  /** How many answers were lost. */
  lost(): number;
  close(): Promise<void>;
}

/** Opens a door to the server of a `mongodb://127.0.0.1:<port>/` address. */
export async function openLossyProxy(uri: string): Promise<LossyProxy> {
  const target = Number(new URL(uri).port || 27_017);
  const open = new Set<Socket>();
  let armed: string | null = null;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = dial(target, '127.0.0.1');
    let losing = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      // A line that breaks is what this is for.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (armed !== null && bytes.includes(armed)) {
        armed = null;
        losing = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!losing) return client.write(bytes);
      lost += 1;
      return client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    uri: `mongodb://127.0.0.1:${address.port}/`,
    loseAnswerTo: (text) => {
      armed = text;
    },
    lost: () => lost,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
