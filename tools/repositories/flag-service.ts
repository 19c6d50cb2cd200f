import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the flag service behaves: it answers one variant for every flag, fails, or talks nonsense. */
export type FlagAnswer = { readonly variant: string } | 'fails' | 'nonsense';

/** A flag service on loopback: `GET /flags/<key>?unit=<unit>`. */
export interface FlagService {
  readonly url: string;
  answer(answer: FlagAnswer): void;
  /** Keys that were asked for since this was last called, in order. */
  takeAsked(): readonly string[];
  close(): void;
}

/** Starts it on a free port. */
export async function startFlagService(): Promise<FlagService> {
  let now: FlagAnswer = 'fails';
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const key = /^\/flags\/([^/?]+)/.exec(request.url ?? '')?.[1];
    if (key !== undefined) asked.push(decodeURIComponent(key));
    if (now === 'fails') response.writeHead(503).end();
    else response.writeHead(200).end(now === 'nonsense' ? '<html>' : JSON.stringify(now));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answer: (answer) => {
      now = answer;
    },
    takeAsked: () => asked.splice(0),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
