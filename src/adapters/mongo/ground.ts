import type { Collection, Db, MongoClient } from 'mongodb';
import { ownFault } from '#shared/errors.ts';
import type {
  AnswerDocument,
  ClaimDocument,
  CommitDocument,
  FlagPartDocument,
  MetaDocument,
  PastDocument,
  PersonDocument,
  RunDocument,
  SessionDocument,
  SummaryDocument,
  TokenUseDocument,
  VectorDocument,
} from './documents.ts';
import { mongoError } from './errors.ts';

/** What every part of the store stands on. */
export interface MongoGround {
  readonly commits: Collection<CommitDocument>;
  readonly summaries: Collection<SummaryDocument>;
  readonly claims: Collection<ClaimDocument>;
  readonly people: Collection<PersonDocument>;
  readonly pasts: Collection<PastDocument>;
  readonly vectors: Collection<VectorDocument>;
  readonly runs: Collection<RunDocument>;
  readonly tokenUses: Collection<TokenUseDocument>;
  readonly answers: Collection<AnswerDocument>;
  readonly sessions: Collection<SessionDocument>;
  readonly flagParts: Collection<FlagPartDocument>;
  readonly meta: Collection<MetaDocument>;
  readonly database: Db;
  /** Goes with every operation: how long the server may work on it. */
  readonly limit: { readonly maxTimeMS: number };
  /** Runs a piece of database work with its faults translated; refuses it once the store is closed. */
  readonly guarded: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/** The collections of one database. */
export function createMongoGround(client: MongoClient, database: Db, maxTimeMS: number): MongoGround {
  let closed = false;
  return {
    commits: database.collection('commits'),
    summaries: database.collection('summaries'),
    claims: database.collection('claims'),
    people: database.collection('people'),
    pasts: database.collection('pasts'),
    vectors: database.collection('vectors'),
    runs: database.collection('runs'),
    tokenUses: database.collection('token_uses'),
    answers: database.collection('answers'),
    sessions: database.collection('sessions'),
    flagParts: database.collection('flag_parts'),
    meta: database.collection('meta'),
    database,
    limit: { maxTimeMS },
    guarded: async (work) => {
      // The driver would connect again by itself.
      if (closed) throw ownFault('store.closed', 'The store is closed');
      try {
        return await work();
      } catch (thrown) {
        throw mongoError(thrown);
      }
    },
    close: async () => {
      closed = true;
      await client.close();
    },
  };
}
