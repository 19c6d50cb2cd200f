import { AsyncLocalStorage } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type IncomingMessage, request, Server } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';

/** A server of this thread, and how to run code in the asynchronous context in which it was told to listen. */
interface Listening {
  readonly server: Server;
  readonly inContext: (work: () => void) => void;
}

/**
 * Lets `fetch` of this thread reach the servers of this thread without a socket: the same HTTP over a pair of streams in memory. What is
 * on the way then arrives after a fixed number of turns of the event loop, whatever else the machine does, so that a seed repeats
 * a schedule. The servers must be told to listen after this. Answers how to take it back.
 */
export function installMemoryNet(): () => void {
  const byServer = new WeakMap<object, Listening['inContext']>();
  const byPort = new Map<string, Listening>();
  const listens = tracingChannel('net.server.listen');
  const watch = {
    asyncStart: (message: object) => {
      const server: unknown = Reflect.get(message, 'server');
      if (server instanceof Server) byServer.set(server, AsyncLocalStorage.snapshot());
    },
    asyncEnd: (message: object) => {
      const server: unknown = Reflect.get(message, 'server');
      const inContext = server instanceof Server ? byServer.get(server) : undefined;
      if (!(server instanceof Server) || inContext === undefined) return;
      const address = server.address();
      if (address === null || typeof address === 'string') return;
      const port = String(address.port);
      byPort.set(port, { server, inContext });
      server.once('close', () => byPort.delete(port));
    },
  };
  const all = { ...watch, start: () => {}, end: () => {}, error: () => {} };
  listens.subscribe(all);
  const real = globalThis.fetch;
  globalThis.fetch = (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const found = byPort.get(url.port);
    if (found === undefined || input instanceof Request) return real(input, init);
    return send(found, url, init).then((answer) => follow(answer, url, init));
  };
  return () => {
    globalThis.fetch = real;
    listens.unsubscribe(all);
  };
}

/** Asks where an answer says that the other is, as `fetch` does of itself; the far side of a redirect gets no body and no name. */
function follow(
  answer: Response,
  from: URL,
  { method = 'GET', redirect, signal }: RequestInit,
): Response | Promise<Response> {
  const to = answer.headers.get('location');
  const isRedirect = answer.status >= 300 && answer.status < 400 && to !== null;
  if (!isRedirect || redirect === 'manual' || method !== 'GET') return answer;
  return fetch(new URL(to, from), signal == null ? {} : { signal });
}

async function send(to: Listening, url: URL, init: RequestInit): Promise<Response> {
  const { signal } = init;
  signal?.throwIfAborted();
  const { type, bytes } = await readBody(init.body ?? null);
  const headers = Object.fromEntries(new Headers(init.headers));
  const sent = request({
    ...{ method: init.method ?? 'GET', path: `${url.pathname}${url.search}` },
    headers: {
      ...(type === null ? {} : { 'content-type': type }),
      ...{ ...headers, host: url.host, connection: 'close' },
    },
    createConnection: () => connect(to),
  });
  // It may break while the answer is read, and then the answer says so.
  sent.on('error', () => {});
  const end = () => sent.destroy(new DOMException('The operation was aborted', 'AbortError'));
  signal?.addEventListener('abort', end, { once: true });
  try {
    const answered = once(sent, 'response');
    sent.end(bytes);
    const [answer]: unknown[] = await answered;
    return await toResponse(answer as IncomingMessage);
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    throw new TypeError('fetch failed', { cause });
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** What is sent, and its type if the caller names none. Only what is no text or bytes needs a stream. */
async function readBody(body: RequestInit['body'] | null): Promise<{ type: string | null; bytes: Buffer }> {
  if (body === null) return { type: null, bytes: Buffer.alloc(0) };
  if (typeof body === 'string') return { type: 'text/plain;charset=UTF-8', bytes: Buffer.from(body) };
  if (body instanceof Uint8Array) return { type: null, bytes: Buffer.from(body) };
  const bare = new Response(body);
  return { type: bare.headers.get('content-type'), bytes: Buffer.from(await bare.arrayBuffer()) };
}

/** The client's end of a new connection. */
function connect({ server, inContext }: Listening): Duplex {
  const [client, served] = duplexPair();
  const ends = [
    [client, served],
    [served, client],
  ] as const;
  for (const [end, other] of ends) {
    Object.assign(end, { remoteAddress: '127.0.0.1', ...SOCKET });
    // A socket that is torn down breaks the connection for the other side, too.
    end.once('close', () => {
      if (!end.writableFinished) other.destroy();
    });
    end.on('error', () => {});
  }
  inContext(() => server.emit('connection', served));
  return client;
}

/** What HTTP asks of a socket and a stream has not. */
const SOCKET = {
  setTimeout: () => {},
  setNoDelay: () => {},
  setKeepAlive: () => {},
  ref: () => {},
  unref: () => {},
};

/** The whole answer, as `fetch` gives it: unpacked, and without what spoke of the connection. */
async function toResponse(answer: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(Buffer.from(part));
  const { statusCode: status = 500, rawHeaders } = answer;
  const pairs: [string, string][] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!OF_THE_CONNECTION.test(name)) pairs.push([name, rawHeaders[at + 1] ?? '']);
  }
  return new Response(parts.length === 0 ? null : Buffer.concat(parts), { status, headers: pairs });
}

const OF_THE_CONNECTION = /^(content-length|transfer-encoding|connection|keep-alive)$/i;
