import type { Socket } from 'node:net';

/** Connections that a server holds at once. Slack and a load balancer need some dozens. */
const MOST = 512;

/** The open connections of a server. */
export interface Connections {
  readonly add: (socket: Socket) => void;
  /** A request that came over this connection was signed, or had a key that holds. */
  readonly trust: (socket: Socket) => void;
}

/**
 * Bounds how many connections are open. If there are too many, the oldest that has carried nothing signed is cut, so that connections
 * opened by the thousand and left open keep no signed request out; only then the one whose last signed request is oldest.
 */
export function createConnections(most = MOST): Connections {
  const unproven = new Set<Socket>();
  const trusted = new Set<Socket>();
  return {
    add: (socket) => {
      if (unproven.size + trusted.size >= most) {
        const [oldest] = unproven.size > 0 ? unproven : trusted;
        if (oldest !== undefined) cut(oldest);
      }
      unproven.add(socket);
      socket.once('close', () => forget(socket));
    },
    trust: (socket) => {
      // What was closed meanwhile is not held again.
      if (!forget(socket)) return;
      trusted.add(socket);
    },
  };

  function forget(socket: Socket): boolean {
    return unproven.delete(socket) || trusted.delete(socket);
  }

  function cut(socket: Socket): void {
    forget(socket);
    socket.destroy();
  }
}
