import { createServer, type RequestListener, type Server } from 'node:http';
import { answerRequest } from '#app/answer-request.ts';
import type { Connections } from '#app/connections.ts';
import { ownFault } from '#shared/errors.ts';

/** Milliseconds for the head of a request, and for a whole one. `readBody` is stricter with bodies that are worth reading. */
const HEAD_TIME = 5_000;
const REQUEST_TIME = 10_000;
/** How often, in milliseconds, the server looks for requests that are over their time. */
const LOOK_EVERY = 1_000;

/** The address at which a server listens. */
export interface Listening {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** The setting that an operator changes if the port is taken. */
  readonly setting: string;
}

/**
 * A server that takes heads and requests for a limited time, and as many connections as `connections` allows. A sender that asks for leave
 * to send its body gets it from what reads the body, or not at all. Rejects with `config.port-taken`, which names the setting, if
 * another program listens there.
 */
export function openServer(
  listener: RequestListener,
  { host, port, setting }: Listening,
  connections: Connections,
): Promise<Server> {
  const limits = {
    headersTimeout: HEAD_TIME,
    requestTimeout: REQUEST_TIME,
    connectionsCheckingInterval: LOOK_EVERY,
  };
  const server = createServer(limits, listener);
  server.on('checkContinue', listener);
  // Node's own answer keeps the connection, and reads whatever follows.
  server.on('checkExpectation', (request, response) => {
    answerRequest(request, response, { status: 417, body: '' });
  });
  server.on('connection', connections.add);
  return new Promise((resolve, reject) => {
    server.once('error', (fault) => reject(isTaken(fault) ? portTaken(setting, port, fault) : fault));
    server.listen({ port, host }, () => resolve(server));
  });
}

/** The port on which a server listens; null if it does not. */
export function portOf(server: Server): number | null {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

function isTaken(fault: Error): boolean {
  return Reflect.get(fault, 'code') === 'EADDRINUSE';
}

function portTaken(setting: string, port: number, cause: Error) {
  const message = `${setting}: another program listens on port ${port}. End it, or set ${setting} to a free one.`;
  return ownFault('config.port-taken', message, { cause });
}
