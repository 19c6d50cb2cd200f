import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { SqlParameter } from '#ports/sql-engine.ts';
import type { Backing } from '#sandbox/stand-ins/warehouses/backing.ts';
import {
  backend,
  boundValues,
  errorMessage,
  type FrontendMessage,
  parseText,
  tableMessages,
} from './messages.ts';

const SSL_REQUEST = 80_877_103;
const PASSWORD = 'secret';
/** What a session may be told, with the values that the stand-in takes. */
const SETTINGS: Readonly<Record<string, RegExp>> = {
  statement_timeout: /^\d+$/,
  timezone: /^'UTC'$/,
  enable_case_sensitive_identifier: /^(?:true|false)$/,
};
const TYPES = { 'VARCHAR(65535)': 'text', BIGINT: 'integer', FLOAT8: 'number' } as const;

/** A stand-in for a Redshift at the wire: sessions, transactions that read, settings of a transaction, bound statements. */
export interface RedshiftStandIn {
  readonly url: string;
  /** Every statement that was sent, in order; bound ones by their text. */
  readonly statements: readonly string[];
  /** The next bound statement ends with this SQLSTATE. */
  fail(code: string): void;
  close(): Promise<void>;
}

export async function startRedshift(backing: Backing): Promise<RedshiftStandIn> {
  const statements: string[] = [];
  const sockets = new Set<Socket>();
  let failure: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    void serve(socket).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `redshift://bot:${PASSWORD}@127.0.0.1:${address.port}/dev?sslmode=disable`,
    statements,
    fail: (code) => {
      failure = code;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };

  async function serve(socket: Socket): Promise<void> {
    const session = {
      inTransaction: false,
      isFailed: false,
      text: '',
      values: [] as readonly (string | null)[],
    };
    const ready = () => backend('Z', Buffer.from(session.isFailed ? 'E' : session.inTransaction ? 'T' : 'I'));
    for await (const { type, body } of messagesOf(socket)) {
      if (type === 'start') socket.write(backend('R', 3));
      else if (type === 'p') {
        const isGood = body.toString() === `${PASSWORD}\0`;
        if (isGood) socket.write(Buffer.concat([backend('R', 0), backend('K', 1, 2), ready()]));
        else socket.end(errorMessage('28000', 'password authentication failed for user "bot"'));
      } else if (type === 'Q') {
        const text = body.toString('utf8', 0, body.length - 1);
        statements.push(text);
        socket.write(Buffer.concat([simple(text, session), ready()]));
      } else if (type === 'P') session.text = parseText(body);
      else if (type === 'B') session.values = boundValues(body);
      else if (type === 'S') socket.write(Buffer.concat([await bound(session), ready()]));
      else if (type === 'X') return void socket.end();
    }
  }

  function simple(text: string, session: { inTransaction: boolean; isFailed: boolean }): Buffer {
    if (text === 'BEGIN TRANSACTION READ ONLY' && !session.inTransaction) {
      session.inTransaction = true;
      return backend('C', 'BEGIN');
    }
    const [, name = '', value = ''] = /^SET LOCAL (\w+) TO (.+)$/.exec(text) ?? [];
    if (session.inTransaction && SETTINGS[name]?.test(value)) return backend('C', 'SET');
    if (text === 'COMMIT' && session.inTransaction) {
      session.inTransaction = false;
      return backend('C', 'COMMIT');
    }
    session.isFailed = session.inTransaction;
    return errorMessage('42601', `syntax error at or near "${text.slice(0, 20)}"`);
  }

  async function bound(session: {
    readonly inTransaction: boolean;
    isFailed: boolean;
    readonly text: string;
    readonly values: readonly (string | null)[];
  }): Promise<Buffer> {
    statements.push(session.text);
    const answer = await answerOf(session.text, session.values, session.inTransaction);
    if (typeof answer === 'string') {
      session.isFailed = true;
      failure = null;
      return errorMessage(answer, 'refused');
    }
    return Buffer.concat([backend('1'), backend('2'), tableMessages(answer)]);
  }

  async function answerOf(text: string, values: readonly (string | null)[], isInTransaction: boolean) {
    if (failure !== null) return failure;
    if (!isInTransaction) return '25P01';
    const parameters: SqlParameter[] = [];
    for (const [, place, type] of text.matchAll(/CAST\(\$(\d+) AS (VARCHAR\(65535\)|BIGINT|FLOAT8)\)/g)) {
      const value = values[Number(place) - 1];
      if (value === undefined || value === null) return '08P01';
      const kind = TYPES[type as keyof typeof TYPES];
      parameters[Number(place) - 1] = { type: kind, value: kind === 'text' ? value : Number(value) };
    }
    return parameters.length === values.length ? backing(text, parameters) : '08P01';
  }
}

/** Messages of a connection; the first one has no type, and is called `start`. SSL is refused, as by a server without it. */
async function* messagesOf(socket: Socket): AsyncGenerator<FrontendMessage> {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) break;
      const length = rest.readInt32BE(head);
      if (rest.length < head + length) break;
      const type = isStarted ? String.fromCharCode(rest[0] ?? 0) : 'start';
      const body = rest.subarray(head + 4, head + length);
      rest = rest.subarray(head + length);
      if (!isStarted && body.readInt32BE(0) === SSL_REQUEST) {
        socket.write('N');
        continue;
      }
      isStarted = true;
      yield { type, body };
    }
  }
}
