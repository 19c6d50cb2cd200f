import type { BackingTable } from '#sandbox/stand-ins/warehouses/backing.ts';

/** One message of the frontend: its type, and what follows the length. */
export interface FrontendMessage {
  readonly type: string;
  readonly body: Buffer;
}

/** A message of the backend (PostgreSQL, frontend/backend protocol 3.0). */
export function backend(type: string, ...parts: readonly (Buffer | string | number)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'number' ? int32(part) : bytesOf(part))));
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

/** Texts end with a zero byte. */
function bytesOf(part: Buffer | string): Buffer {
  return typeof part === 'string' ? Buffer.from(`${part}\0`) : part;
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}

/** An error with its SQLSTATE. */
export function errorMessage(code: string, message: string): Buffer {
  return backend('E', Buffer.from(`SERROR\0C${code}\0M${message}\0\0`));
}

const OIDS = { text: 1043, integer: 20, number: 701, truth: 16 } as const;

/** Description of the columns, the rows, and the end of a SELECT. */
export function tableMessages({ columns, rows }: BackingTable): Buffer {
  const fields = columns.map(({ name, kind }) =>
    Buffer.concat([bytesOf(name), int32(0), int16(0), int32(OIDS[kind]), int16(-1), int32(-1), int16(0)]),
  );
  const data = rows.map((row) =>
    backend(
      'D',
      int16(row.length),
      ...row.map((value) => {
        if (value === null) return int32(-1);
        const bytes = Buffer.from(value);
        return Buffer.concat([int32(bytes.length), bytes]);
      }),
    ),
  );
  return Buffer.concat([
    backend('T', int16(columns.length), ...fields),
    ...data,
    backend('C', `SELECT ${rows.length}`),
  ]);
}

/** Text and number of parameters of a Parse, or the values of a Bind, which come as texts. */
export function parseText(body: Buffer): string {
  const end = body.indexOf(0);
  return body.toString('utf8', end + 1, body.indexOf(0, end + 1));
}

export function boundValues(body: Buffer): readonly (string | null)[] {
  let at = body.indexOf(0, body.indexOf(0) + 1) + 1;
  const formats = body.readInt16BE(at);
  at += 2 + formats * 2;
  const count = body.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length === -1) return null;
    const value = body.toString('utf8', at, at + length);
    at += length;
    return value;
  });
}
