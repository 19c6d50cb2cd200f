import { connect, type Socket } from 'node:net';

/** What the crowd is to do. */
export interface HostileOrder {
  readonly port: number;
  /** Connections that are kept open, or opened anew when the far side closes them. */
  readonly connections: number;
  /** The crowd ends by itself after so many seconds. */
  readonly seconds: number;
}

/** A crowd at work. */
export interface HostileCrowd {
  readonly figures: () => HostileFigures;
  readonly stop: () => void;
}

/** What the crowd has done so far. */
export interface HostileFigures {
  readonly opened: number;
  readonly closedByBot: number;
  readonly bytes: number;
}

/** Milliseconds after which a connection that was closed is opened anew, and between two drops of a body. */
const AGAIN = 5_000;
const DROP_EVERY = 500;
/** What the head says will come, and what comes at once of it. */
const DECLARED = 4 * 1024 * 1024;
const AT_ONCE = Buffer.alloc(64 * 1024, 'x');
const DROP = Buffer.alloc(1_024, 'x');

/**
 * Keeps connections with unfinished requests open, in equal parts: half a head; a head without a signature; a head with a forged one of the
 * right shape and the right time, for Slack's endpoint and for webhooks. All but the first send 64 kB of a body of 4 or 1 MB and then
 * a kilobyte each half second.
 */
export function startHostileCrowd({ port, connections, seconds }: HostileOrder): HostileCrowd {
  const sockets = new Set<Socket>();
  const figures = { opened: 0, closedByBot: 0, bytes: 0 };
  let isOver = false;
  const open = (index: number) => {
    if (isOver) return;
    const socket = connect(port, '127.0.0.1');
    sockets.add(socket);
    figures.opened += 1;
    const drops = setInterval(() => drop(socket, index), DROP_EVERY);
    socket.once('connect', () => {
      socket.write(headOf(index));
      if (!isHalfHead(index)) socket.write(AT_ONCE);
    });
    socket.on('error', () => {}).resume();
    socket.once('close', () => {
      clearInterval(drops);
      sockets.delete(socket);
      figures.bytes += socket.bytesWritten;
      if (isOver) return;
      figures.closedByBot += 1;
      setTimeout(() => open(index), AGAIN).unref();
    });
  };
  for (let index = 0; index < connections; index += 1) open(index);
  const stop = () => {
    isOver = true;
    clearTimeout(end);
    for (const socket of sockets) socket.destroy();
  };
  const end = setTimeout(stop, seconds * 1_000);
  return { figures: () => ({ ...figures }), stop };
}

function isHalfHead(index: number): boolean {
  return index % 4 === 0;
}

/** A sender whose bytes are not taken sends no more, so that its own memory stays bounded. */
function drop(socket: Socket, index: number): void {
  if (!socket.writable || socket.writableNeedDrain) return;
  socket.write(isHalfHead(index) ? `X-${index}: 1\r\n` : DROP);
}

function headOf(index: number): string {
  const path = index % 4 === 3 ? '/github/webhook' : '/slack/events';
  const start = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${DECLARED}\r\n`;
  const forged = 'a'.repeat(64);
  switch (index % 4) {
    case 0:
      return `POST ${path} HTTP/1.1\r\nHost: x\r\n`;
    case 1:
      return `${start}\r\n`;
    case 2: {
      const now = Math.floor(Date.now() / 1_000);
      return `${start}X-Slack-Signature: v0=${forged}\r\nX-Slack-Request-Timestamp: ${now}\r\n\r\n`;
    }
    default:
      return `${start.replace(String(DECLARED), String(DECLARED / 4))}X-Hub-Signature-256: sha256=${forged}\r\n\r\n`;
  }
}
