import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createFaultPlan, type Fault, type FaultKind } from './faults.ts';

/** One request as a stand-in sees it. Header names are in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One line of the request log; `status` is null where no answer was given. Credentials are not kept. */
export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number | null;
}

/** A stand-in's loopback server, with a request log and faults on demand. */
export interface Wire {
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  fail(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export interface WireOptions {
  readonly handle: (request: WireRequest) => Promise<WireAnswer> | WireAnswer;
  readonly now: () => number;
}

const STATUS_OF: Partial<Record<FaultKind, number>> = {
  'http-401': 401,
  'http-403': 403,
  'http-404': 404,
  'http-409': 409,
  'http-422': 422,
  'http-500': 500,
  ratelimited: 429,
};

/** Listens on a free loopback port. */
export async function startWire(options: WireOptions): Promise<Wire> {
  const plan = createFaultPlan();
  const requests: LoggedRequest[] = [];
  const server = createServer((incoming, response) => {
    const served = read(incoming).then(async (request) => {
      const fault = plan.take(request.method, request.path);
      const answer = await answerWith(fault, request, options.handle);
      requests.push(logged(request, answer, options.now()));
      deliver(answer, incoming, response);
    });
    // A bug in a stand-in must look like one, not like a request that never ends.
    served.catch((bug: unknown) => deliver(brokenAnswer(bug), incoming, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    fail: (fault) => plan.add(fault),
    clearFaults: () => plan.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Outcome = WireAnswer | 'cut' | 'silence';

function deliver(answer: Outcome, incoming: IncomingMessage, response: ServerResponse): void {
  if (answer === 'silence') return;
  if (answer === 'cut') {
    incoming.socket.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.body);
}

function logged(request: WireRequest, answer: Outcome, at: number): LoggedRequest {
  const { method, path, headers } = request;
  const body = headers['content-encoding'] === undefined ? request.body.toString('utf8') : '(compressed)';
  return { at, method, path, body, status: answer === 'cut' || answer === 'silence' ? null : answer.status };
}

function brokenAnswer(bug: unknown): WireAnswer {
  return { status: 500, body: JSON.stringify({ message: bug instanceof Error ? bug.message : String(bug) }) };
}

async function answerWith(
  fault: FaultKind | null,
  request: WireRequest,
  handle: WireOptions['handle'],
): Promise<Outcome> {
  if (fault === null) return handle(request);
  if (fault === 'timeout') return 'silence';
  if (fault === 'unreachable') return 'cut';
  if (fault === 'done-but-no-answer') {
    await handle(request);
    return 'cut';
  }
  if (fault === 'empty') return { status: 200, body: '{}' };
  if (fault === 'garbled') return { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Hello' };
  const headers = fault === 'ratelimited' ? { 'retry-after': '7' } : {};
  return { status: STATUS_OF[fault] ?? 500, headers, body: JSON.stringify({ message: `injected ${fault}` }) };
}

async function read(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = new URL(incoming.url ?? '/', 'http://loopback');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  };
}
