import type { Server } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { PRODUCTION } from '#adapters/own-flags/flag-keys.ts';
import { closeServer, seeOff } from '#app/close-server.ts';
import { createConnections } from '#app/connections.ts';
import { openServer, portOf } from '#app/open-server.ts';
import type { PreparedFlags } from '#evaluation/prepare-flags.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import type { Logger } from '#shared/logger.ts';
import { flagApp } from './flag-app.ts';
import { createFlagSnapshot } from './flag-snapshot.ts';

/** Connections of applications at once. */
const MOST = 4_096;
/** Milliseconds that an idle connection is kept: longer than balancers do, which then never send on one that is being closed. */
const IDLE = 65_000;

/** The address of the flag server. */
export interface FlagAddress {
  readonly host: string;
  readonly port: number;
}

/** The server that applications ask for flags. */
export interface FlagServer {
  /** The store with which flags are changed: the server knows at once of what goes through it. */
  readonly store: FlagStore;
  /** The flags as production gets them, from memory; none before it listens. */
  readonly launched: () => PreparedFlags;
  /** Listens; rejects with `config.port-taken` if another program does. Does nothing if the bot has no own flags. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Null while it does not listen. */
  readonly port: () => number | null;
}

/** Makes the flag server. `address` is left out if another vendor has the flags. */
export function createFlagServer<Store extends FlagStore>(
  address: FlagAddress | undefined,
  { store, log }: { readonly store: Store; readonly log: Logger },
): FlagServer & { readonly store: Store } {
  const snapshot = createFlagSnapshot(store, log);
  const connections = createConnections(MOST);
  const app = flagApp({ snapshot, log, trust: connections.trust });
  const listener = getRequestListener(
    // The server calls it with the request and response of Node.
    (request, bindings) => app.fetch(request, bindings as HttpBindings),
    { overrideGlobalObjects: false },
  );
  let server: Server | null = null;
  return {
    store: {
      ...store,
      putFlagPart: async (part) => {
        const isWritten = await store.putFlagPart(part);
        if (isWritten && server !== null) await snapshot.refresh();
        return isWritten;
      },
    },
    launched: () => snapshot.served(PRODUCTION).flags,
    port: () => (server === null ? null : portOf(server)),
    start: async () => {
      if (address === undefined) return;
      await snapshot.start();
      const at = { ...address, setting: 'FLAGS_PORT' };
      const opened = await openServer(
        (request, response) => void listener(request, response),
        at,
        connections,
      );
      opened.keepAliveTimeout = IDLE;
      server = opened;
    },
    stop: async () => {
      snapshot.stop();
      const open = server;
      server = null;
      if (open !== null) await seeOff(open, closeServer(open));
    },
  };
}
