import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a receiver got. */
export interface GotNotice {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** What it holds. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect.
  readonly json: any;
}

/** How a receiver answers: a status, or anything that it does with the connection. */
export type Behaviour = number | ((request: IncomingMessage, response: ServerResponse) => void);

/** A receiver of webhooks on this machine. */
export interface Receiver {
  readonly address: string;
  readonly got: readonly GotNotice[];
  /** How it answers from now on; 204 at first. */
  answer(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Starts a receiver, which keeps whatever comes before it answers. */
export async function startReceiver(): Promise<Receiver> {
  const got: GotNotice[] = [];
  let behaviour: Behaviour = 204;
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    got.push({ path: request.url ?? '', headers: request.headers, body, json: JSON.parse(body) });
    if (typeof behaviour === 'number') response.writeHead(behaviour).end();
    else behaviour(request, response);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/hooks`,
    got,
    answer: (next) => {
      behaviour = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
