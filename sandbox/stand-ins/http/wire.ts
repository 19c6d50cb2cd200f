import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FaultBody, faultOutcome, type WireOutcome } from './fault-outcome.ts';
import { createFaultPlan, type Fault } from './faults.ts';
import { closeServer, listenOnLoopback } from './listen.ts';
import type { WireAnswer, WireRequest } from './messages.ts';

/** A request with all that became of it. */
export interface Exchange {
  readonly request: WireRequest;
  /** What the stand-in answered; null if a fault kept the request from being done. */
  readonly done: WireAnswer | null;
  readonly fault: Fault | null;
  readonly outcome: WireOutcome;
}

/** A stand-in's loopback server, with faults on demand. */
export interface Wire {
  readonly url: string;
  fail(fault: Fault): void;
  clearFaults(): void;
  /** Milliseconds by which every request is held back from now on. */
  setLatency(milliseconds: number): void;
  close(): Promise<void>;
}

/** What makes a loopback server a certain vendor. */
export interface WireOptions {
  readonly handle: (request: WireRequest) => Promise<WireAnswer> | WireAnswer;
  /** Seconds that the sender of this request has to wait; null if the request may pass. Goes before every fault. */
  readonly limit?: (request: WireRequest) => number | null;
  /** Sees every exchange before its answer is sent. */
  readonly observe?: (exchange: Exchange) => void;
  /** A JSON body with a message if not given. */
  readonly faultBody?: FaultBody;
}

/**
 * Listens on a free port of loopback. Plain `node:http`, because a fault has to reach below HTTP: a dropped connection, an answer that
 * never comes.
 */
export async function startWire(options: WireOptions): Promise<Wire> {
  const plan = createFaultPlan();
  let latency = 0;
  const server = createServer((incoming, response) => {
    const served = read(incoming).then(async (request) => {
      if (latency > 0) await sleep(latency, undefined, { ref: false });
      const exchange = await answer(request, faultOf(request), options);
      options.observe?.(exchange);
      deliver(exchange.outcome, incoming, response);
    });
    // A bug in a stand-in must look like one, not like a request that never ends.
    served.catch((bug: unknown) => deliver(brokenAnswer(bug), incoming, response));
  });
  const faultOf = (request: WireRequest): Fault | null => {
    const retryAfter = options.limit?.(request) ?? null;
    return retryAfter === null
      ? plan.take(request.method, request.path)
      : { kind: 'ratelimited', retryAfter };
  };
  return {
    url: await listenOnLoopback(server),
    fail: (fault) => plan.add(fault),
    clearFaults: () => plan.clear(),
    setLatency: (milliseconds) => {
      latency = milliseconds;
    },
    close: () => closeServer(server),
  };
}

async function answer(request: WireRequest, fault: Fault | null, options: WireOptions): Promise<Exchange> {
  if (fault === null) {
    const done = await options.handle(request);
    return { request, done, fault, outcome: done };
  }
  const done = fault.kind === 'done-but-no-answer' ? await options.handle(request) : null;
  return { request, done, fault, outcome: faultOutcome(fault, options.faultBody ?? injected) };
}

function injected(status: number): string {
  return JSON.stringify({ message: `injected ${status}` });
}

function deliver(outcome: WireOutcome, incoming: IncomingMessage, response: ServerResponse): void {
  if (outcome === 'silence') return;
  if (outcome === 'cut') {
    incoming.socket.destroy();
    return;
  }
  response.writeHead(outcome.status, { 'content-type': 'application/json', ...outcome.headers });
  response.end(outcome.body);
}

function brokenAnswer(bug: unknown): WireAnswer {
  return { status: 500, body: JSON.stringify({ message: bug instanceof Error ? bug.message : String(bug) }) };
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
