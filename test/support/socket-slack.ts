import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeServer, listenOnLoopback } from '#sandbox/stand-ins/http/listen.ts';

export const APP_TOKEN = 'xapp-1-A0000000001-sandbox';
/** RFC 6455, section 1.3. */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Slack's Socket Mode in front of a stand-in: one address for the Web API, and sockets that it hands out. */
export interface SocketSlack {
  readonly apiUrl: string;
  /** How many sockets greet the bot now. */
  open(): number;
  /** How often the bot asked for a socket. */
  asked(): number;
  /** Sends an envelope over the newest socket. */
  send(envelope: Readonly<Record<string, unknown>>): void;
  /** What the bot sent over its sockets, oldest first. */
  readonly heard: readonly Readonly<Record<string, unknown>>[];
  /** Cuts every socket, as a network does. */
  cut(): void;
  /** Answers the next requests for a socket with this error of Slack's; null for sockets again. */
  refuse(error: string | null): void;
  close(): Promise<void>;
}

/** Starts it in front of the Web API at `upstream` (with its last slash). */
export async function startSocketSlack(upstream: string): Promise<SocketSlack> {
  const sockets = new Set<Duplex>();
  const heard: Readonly<Record<string, unknown>>[] = [];
  const state: { asked: number; error: string | null; newest: Duplex | null } = {
    ...{ asked: 0, error: null, newest: null },
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      if (!request.url?.endsWith('/apps.connections.open')) {
        const answer = await passOn(upstream, request, body);
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        return response.end(await answer.text());
      }
      state.asked += 1;
      const isKnown = request.headers.authorization === `Bearer ${APP_TOKEN}`;
      const error = state.error ?? (isKnown ? null : 'invalid_auth');
      const url = `${address.replace('http:', 'ws:')}/link`;
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(error === null ? { ok: true, url } : { ok: false, error }));
    });
  });
  server.on('upgrade', (request, socket) => {
    greet(request, socket);
    sockets.add(socket);
    state.newest = socket;
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      for (const { opcode, text } of framesIn(bytes)) {
        if (opcode === 8) socket.end(frame(8, ''));
        if (opcode === 9) socket.write(frame(10, text));
        if (opcode === 1) heard.push(JSON.parse(text));
      }
    });
    socket.write(frame(1, JSON.stringify({ type: 'hello', num_connections: 1 })));
  });
  const address = await listenOnLoopback(server);
  return {
    apiUrl: `${address}/api/`,
    heard,
    open: () => sockets.size,
    asked: () => state.asked,
    send: (envelope) => state.newest?.write(frame(1, JSON.stringify(envelope))),
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    refuse: (error) => {
      state.error = error;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    },
  };
}

function greet(request: IncomingMessage, socket: Duplex): void {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
}

/** An unmasked frame, as servers send them (RFC 6455, section 5.2); below 64 kB. */
function frame(opcode: number, text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}

/** Whole, masked frames, as clients send them; one chunk holds all of each, which loopback keeps to. */
function framesIn(bytes: Buffer): readonly { readonly opcode: number; readonly text: string }[] {
  const frames = [];
  for (let at = 0; at + 6 <= bytes.length; ) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : short;
    const mask = at + (short === 126 ? 4 : 2);
    const data = Buffer.from(bytes.subarray(mask + 4, mask + 4 + length)).map(
      (byte, index) => byte ^ bytes.readUInt8(mask + (index % 4)),
    );
    frames.push({ opcode, text: Buffer.from(data).toString() });
    at = mask + 4 + length;
  }
  return frames;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function passOn(upstream: string, { url = '', method = 'GET', headers }: IncomingMessage, body: Buffer) {
  const { authorization = '', 'content-type': type = 'application/json' } = headers;
  return fetch(new URL(url.replace(/^\/api\//, ''), upstream), {
    method,
    headers: { authorization, 'content-type': type },
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
}
