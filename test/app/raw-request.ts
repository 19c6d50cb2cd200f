import { connect, type Socket } from 'node:net';
import { signedHeaders } from '#sandbox/stand-ins/slack/people/sign.ts';

/** A request that a test writes byte by byte. */
export interface RawRequest {
  /** All that the far side has said so far. */
  readonly said: () => string;
  /** Writes more of the request; resolves when the system has taken it, or to false if the connection is gone. */
  readonly write: (bytes: string | Uint8Array) => Promise<boolean>;
  /** Resolves with all that was said, when the far side has closed the connection. */
  readonly closed: Promise<string>;
  readonly socket: Socket;
  readonly end: () => void;
}

/** Opens a connection and writes these first bytes. */
export function startRaw(port: number, bytes: string): RawRequest {
  const socket = connect(port, '127.0.0.1');
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => {}).on('close', () => resolve(text));
  socket.write(bytes);
  return {
    ...{ closed, socket, said: () => text, end: () => socket.destroy() },
    write: (more) =>
      new Promise((done) => {
        if (socket.destroyed) done(false);
        else socket.write(more, (fault) => done(fault == null));
      }),
  };
}

/** The head of a request, with the blank line that ends it. */
export function head(
  path: string,
  headers: Readonly<Record<string, string | number>>,
  method = 'POST',
): string {
  const lines = Object.entries({ Host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** The headers of a request that Slack signed `ahead` seconds after now, for this body of JSON. */
export function slackHeaders(secret: string, body: string, ahead = 0): Record<string, string | number> {
  const now = Math.floor(Date.now() / 1_000) + ahead;
  return {
    ...signedHeaders(secret, body, now),
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  };
}
