import type { Server } from 'node:http';

/** Slack has been answered within two seconds; a request that lasts longer is half-sent, or no client waits for it. */
const PATIENCE = 2_500;

/**
 * Sees a server off that is being closed: `closed` resolves with its last connection, and what still is open after
 * `patience` milliseconds is cut. Without it, one client that sends half a request holds the end up for minutes.
 */
export async function seeOff(server: Server, closed: Promise<void>, patience = PATIENCE): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), patience);
  try {
    await closed;
  } finally {
    clearTimeout(timer);
  }
}

/** Takes no new connection and resolves when the last one is closed. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((fault) => (fault === undefined ? resolve() : reject(fault)));
  });
}
