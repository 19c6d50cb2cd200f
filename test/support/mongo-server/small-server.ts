import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { BSON } from 'mongodb';

type Document = Record<string, unknown>;

/** What a server of MongoDB's protocol is, and how it differs from MongoDB. */
export interface SmallServerOptions {
  readonly kind: 'standalone' | 'replica set' | 'mongos';
  /** An update reads the document at once and writes it a moment later, whatever another one wrote meanwhile. */
  readonly updatesLater?: boolean;
  /** Does not know the command `hello`, only its first name. */
  readonly saysIsMaster?: boolean;
  /** Refuses to make indexes that are there, if several are asked for at once. */
  readonly oneIndexAtOnce?: boolean;
}

export interface SmallServer {
  readonly uri: string;
  /** The documents of a collection. */
  documents(collection: string): readonly Document[];
  close(): Promise<void>;
}

const OP_REPLY = 1;
const OP_QUERY = 2_004;
const OP_MSG = 2_013;
/** Flags and the sections of an OP_MSG begin here; the document of an OP_QUERY follows the name of its collection. */
const HEADER = 16;

/**
 * A server on 127.0.0.1 that keeps documents in memory and knows as much of MongoDB's wire protocol as opening a store takes:
 * equality filters, `$set`, `$setOnInsert`, `upsert`. https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
export async function startSmallServer(options: SmallServerOptions): Promise<SmallServer> {
  const collections = new Map<string, Document[]>();
  const indexes = new Set<string>();
  const open = new Set<Socket>();
  const documents = (name: string): Document[] => {
    const found = collections.get(name) ?? [];
    collections.set(name, found);
    return found;
  };
  let address = '';
  const hello = (): Document => ({
    ...{ isWritablePrimary: true, ismaster: true, helloOk: true, minWireVersion: 0, maxWireVersion: 25 },
    ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
    ...{ logicalSessionTimeoutMinutes: 30, localTime: new Date(0), connectionId: 1, readOnly: false },
    ...(options.kind === 'mongos' ? { msg: 'isdbgrid' } : {}),
    ...(options.kind === 'replica set'
      ? { setName: 'rs', setVersion: 1, hosts: [address], primary: address, me: address }
      : {}),
  });

  async function update(name: string, { q, u, upsert }: Document): Promise<Document> {
    const isMatch = (one: Document) =>
      Object.entries(q as Document).every(([key, value]) => one[key] === value);
    const found = documents(name).find(isMatch);
    if (options.updatesLater === true) await sleep(5);
    const { $set = {}, $setOnInsert = {} } = u as Record<string, Document>;
    if (found !== undefined) Object.assign(found, $set);
    else if (upsert === true) documents(name).push({ ...(q as Document), ...$setOnInsert, ...$set });
    const upserted =
      found === undefined && upsert === true ? [{ index: 0, _id: (q as Document)['_id'] }] : [];
    return {
      n: found === undefined && upserted.length === 0 ? 0 : 1,
      nModified: found === undefined ? 0 : 1,
      upserted,
    };
  }

  async function answer(command: Document): Promise<Document> {
    const [verb = '', subject] = Object.entries(command)[0] ?? [];
    const name = String(subject);
    const list = (key: string) => command[key] as Document[];
    switch (verb) {
      case 'hello':
        if (options.saysIsMaster === true)
          return { ok: 0, code: 59, errmsg: 'no such command', codeName: 'CommandNotFound' };
        return { ...hello(), ok: 1 };
      case 'isMaster':
      case 'ismaster':
        return { ...hello(), ok: 1 };
      case 'insert':
        documents(name).push(...list('documents'));
        return { n: list('documents').length, ok: 1 };
      case 'find': {
        const ids = command['filter'] as Document;
        const firstBatch = documents(name).filter(
          (one) => ids['_id'] === undefined || one['_id'] === ids['_id'],
        );
        return { cursor: { id: BSON.Long.ZERO, ns: `x.${name}`, firstBatch }, ok: 1 };
      }
      case 'update': {
        const { upserted, ...done } = await update(name, list('updates')[0] ?? {});
        return { ...done, ...((upserted as Document[]).length > 0 ? { upserted } : {}), ok: 1 };
      }
      case 'delete': {
        const { q } = list('deletes')[0] as { q: Document };
        const left = documents(name).filter((one) => one['_id'] !== q['_id']);
        const n = documents(name).length - left.length;
        collections.set(name, left);
        return { n, ok: 1 };
      }
      case 'createIndexes': {
        const names = list('indexes').map((index) => `${name}.${index['name']}`);
        if (options.oneIndexAtOnce === true && names.length > 1 && names.some((one) => indexes.has(one)))
          return { ok: 0, code: 2, errmsg: 'several at once', codeName: 'BadValue' };
        for (const one of names) indexes.add(one);
        return { ok: 1 };
      }
      default:
        return { ok: 1 };
    }
  }

  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    let waiting = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
        const length = waiting.readInt32LE(0);
        const message = waiting.subarray(0, length);
        waiting = waiting.subarray(length);
        void answer(commandOf(message)).then((reply) => socket.write(replyTo(message, reply)));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server has no port');
  address = `127.0.0.1:${bound.port}`;
  return {
    uri: `mongodb://${address}/`,
    documents,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function commandOf(message: Buffer): Document {
  if (message.readInt32LE(12) === OP_QUERY) {
    const end = message.indexOf(0, HEADER + 4) + 1;
    return BSON.deserialize(message.subarray(end + 8));
  }
  const command: Document = {};
  for (let at = HEADER + 4; at < message.length; ) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0) Object.assign(command, BSON.deserialize(section));
    else Object.assign(command, sequenceOf(section));
    at += 1 + size;
  }
  return command;
}

/** A section of kind 1: a field of the command whose documents follow each other. */
function sequenceOf(section: Buffer): Document {
  const end = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = end + 1; at < section.length; at += section.readInt32LE(at)) {
    documents.push(BSON.deserialize(section.subarray(at, at + section.readInt32LE(at))));
  }
  return { [section.toString('utf8', 4, end)]: documents };
}

function replyTo(message: Buffer, reply: Document): Buffer {
  const body = BSON.serialize(reply);
  const isQuery = message.readInt32LE(12) === OP_QUERY;
  // OP_REPLY: flags, a cursor, an offset and the number of documents; OP_MSG: flags and a section of kind 0.
  const head = Buffer.alloc(isQuery ? 20 : 5);
  if (isQuery) head.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + head.length + body.length, 0);
  header.writeInt32LE(message.readInt32LE(4), 8);
  header.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, head, body]);
}
