import type { Server } from 'node:http';
import { closeServer, seeOff } from '#app/close-server.ts';
import { createConnections } from '#app/connections.ts';
import { openServer, portOf } from '#app/open-server.ts';
import { type Operations, operatorRoutes } from '#app/operator-routes.ts';
import { routeListener } from '#app/serve-routes.ts';
import type { Logger } from '#shared/logger.ts';

/** The address at which operators ask how the bot does. */
export interface OperationsAddress {
  /** `127.0.0.1` is this machine alone. */
  readonly host: string;
  readonly port: number;
  /** What `/health` and `/metrics` ask for; null if the address itself keeps others out. */
  readonly token: string | null;
}

/** The server for operators, apart from what the internet reaches. */
export interface OperationsSide {
  /** Listens; rejects with `config.port-taken` if another program does. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Null while it does not listen. */
  readonly port: () => number | null;
}

/** Makes the server of the operators’ routes. */
export function createOperationsSide(
  { host, port, token }: OperationsAddress,
  log: Logger,
  operations: () => Operations,
): OperationsSide {
  let server: Server | null = null;
  return {
    port: () => (server === null ? null : portOf(server)),
    start: async () => {
      const listener = routeListener(operatorRoutes(log, operations, token));
      server = await openServer(listener, { host, port, setting: 'OPERATIONS_PORT' }, createConnections());
    },
    stop: async () => {
      if (server !== null) await seeOff(server, closeServer(server));
    },
  };
}
