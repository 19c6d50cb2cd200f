import { type Db, MongoClient } from 'mongodb';
import type { AnswerStore } from '#ports/answer-store.ts';
import type { FlagStore } from '#ports/flag-store.ts';
import type { JournalStore } from '#ports/journal-store.ts';
import type { PastStore } from '#ports/past-store.ts';
import type { PeopleStore } from '#ports/people-store.ts';
import type { RunStore } from '#ports/run-store.ts';
import type { SessionStore } from '#ports/session-store.ts';
import type { Store } from '#ports/store.ts';
import type { SummaryStore } from '#ports/summary-store.ts';
import type { TokenStore } from '#ports/token-store.ts';
import type { TransferStore } from '#ports/transfer.ts';
import { createMongoAnswers } from './answers.ts';
import { createMongoBacklog } from './backlog.ts';
import { createClaiming } from './claiming.ts';
import { createMongoClaims } from './claims.ts';
import { createMongoClockSkewQueue } from './clock-skew.ts';
import { addressError } from './errors.ts';
import { createMongoFlags } from './flag-parts.ts';
import { createMongoGround, type MongoGround } from './ground.ts';
import { createHolding } from './holding.ts';
import { createMongoJournal } from './journal.ts';
import { listOldLines } from './list-old-lines.ts';
import { createMongoPasts, createMongoVectors } from './pasts.ts';
import { createMongoPeople } from './people.ts';
import { requireAtomicUpdates } from './require-atomic-updates.ts';
import { requireReplicas } from './require-replicas.ts';
import { createMongoRuns } from './runs.ts';
import { makeIndexes, markDatabase, passDuplicate, requireMark } from './schema.ts';
import { createMongoSessions } from './sessions.ts';
import { createMongoSummaries } from './summaries.ts';
import { createMongoTokens } from './tokens.ts';
import { createMongoTransfer } from './transfer.ts';

export interface MongoOptions {
  /** Name of the database; the one in the address, or `co-pilot`, if it is left out. */
  readonly database?: string;
  /** How long an operation waits for a server that can take it, in milliseconds. */
  readonly serverSelectionTimeoutMs?: number;
  /** How long the server may work on one operation, in milliseconds. */
  readonly maxTimeMs?: number;
  /** How long a connection may stay silent in an operation, in milliseconds; more than `maxTimeMs`. */
  readonly socketTimeoutMs?: number;
  /** Connections to each server at most. */
  readonly maxPoolSize?: number;
  /** Takes a server that is neither a replica set nor a mongos, for trying; it may lose what it confirmed. */
  readonly allowStandalone?: boolean;
}

/** What can be read of a store. */
type MongoReader = JournalStore &
  SummaryStore &
  PeopleStore &
  TransferStore &
  PastStore &
  RunStore &
  Pick<SessionStore, 'sessionsOf'> &
  TokenStore &
  AnswerStore &
  FlagStore &
  Pick<Store, 'close'>;

/**
 * Opens the store for several machines: a replica set (one member is enough), or a sharded cluster with collection
 * `commits` sharded by `experiment`. Writes are confirmed by the majority, reads see only what was. Makes its indexes.
 * Throws an `AppError` that says what to do if the server is out of reach, refuses the user, holds something else, is neither a
 * replica set nor a mongos, or lets several writers succeed in one race.
 */
export async function openMongoStore(uri: string, options: MongoOptions = {}): Promise<Store> {
  const ground = await connected(uri, options, async (reached) => {
    if (options.allowStandalone !== true) await requireReplicas(reached);
    await markDatabase(reached);
    await requireAtomicUpdates(reached);
    await makeIndexes(reached);
    await listOldLines(reached);
  });
  const people = createMongoPeople(ground);
  const sessions = createMongoSessions(ground);
  return {
    ...createMongoJournal(ground),
    ...createClaiming(ground),
    ...createHolding(ground),
    ...createMongoClockSkewQueue(ground),
    ...createMongoBacklog(ground),
    ...createMongoSummaries(ground),
    ...createMongoClaims(ground),
    ...people,
    ...sessions,
    forget: async (user) => {
      await sessions.endSessionsOf(user);
      return people.forget(user);
    },
    ...createMongoPasts(ground),
    ...createMongoVectors(ground),
    ...createMongoRuns(ground),
    ...createMongoTokens(ground),
    ...createMongoAnswers(ground),
    ...createMongoFlags(ground),
    ...createMongoTransfer(ground),
    // The others are on other machines: whether they live, only their leases say.
    arrive: async () => null,
    inspect: () => ground.guarded(() => listOldLines(ground)),
    ping: () =>
      ground.guarded(async () => {
        const beat = { $set: { at: Date.now() }, $setOnInsert: { version: 1 } };
        const options = { ...ground.limit, upsert: true };
        // Of two that make it at once one gets the duplicate, and it is written.
        await ground.meta.updateOne({ _id: 'heartbeat' }, beat, options).catch(passDuplicate);
      }),
    close: ground.close,
  };
}

/**
 * Opens the store of a bot to read it alone. Changes nothing: makes no mark and no index, and asks nothing of the server that only a
 * writer needs. Throws as `openMongoStore` does, and `store.missing` if no bot has been in the database.
 */
export async function readMongoStore(uri: string, options: MongoOptions = {}): Promise<MongoReader> {
  const ground = await connected(uri, options, requireMark);
  return {
    ...createMongoJournal(ground),
    ...createMongoSummaries(ground),
    ...createMongoPeople(ground),
    ...createMongoPasts(ground),
    ...createMongoRuns(ground),
    sessionsOf: createMongoSessions(ground).sessionsOf,
    ...createMongoTokens(ground),
    ...createMongoAnswers(ground),
    ...createMongoFlags(ground),
    ...createMongoTransfer(ground),
    close: ground.close,
  };
}

/** The ground of a database that answers and that `prepare` takes; closed if not. */
async function connected(
  uri: string,
  options: MongoOptions,
  prepare: (ground: MongoGround) => Promise<void>,
): Promise<MongoGround> {
  const maxTimeMs = options.maxTimeMs ?? 10_000;
  const { client, database } = clientAndDatabase(uri, options, maxTimeMs);
  const ground = createMongoGround(client, database, maxTimeMs);
  try {
    await ground.guarded(async () => {
      await client.connect();
      await prepare(ground);
    });
    return ground;
  } catch (thrown) {
    await ground.close();
    throw thrown;
  }
}

function clientAndDatabase(
  uri: string,
  options: MongoOptions,
  maxTimeMs: number,
): { client: MongoClient; database: Db } {
  try {
    const client = new MongoClient(uri, {
      appName: 'growth-experiment-co-pilot',
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 3_000,
      connectTimeoutMS: options.serverSelectionTimeoutMs ?? 3_000,
      socketTimeoutMS: options.socketTimeoutMs ?? 2 * maxTimeMs,
      waitQueueTimeoutMS: maxTimeMs,
      maxPoolSize: options.maxPoolSize ?? 50,
      // What the address says of these does not count: without them an acknowledged commit could be rolled back.
      writeConcern: { w: 'majority', wtimeoutMS: maxTimeMs },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      retryWrites: true,
      retryReads: true,
    });
    return { client, database: databaseOf(client, uri, options.database) };
  } catch {
    throw addressError();
  }
}

function databaseOf(client: MongoClient, uri: string, name: string | undefined): Db {
  const [, inAddress] = /^[^:]+:\/\/[^/]+\/([^?]+)/.exec(uri) ?? [];
  return client.db(name ?? (inAddress === undefined ? 'co-pilot' : decodeURIComponent(inAddress)));
}
