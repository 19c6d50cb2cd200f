import { randomUUID } from 'node:crypto';
import { dueAtFirst, type Entry, parseCommit } from '#domain/commit.ts';
import type { CommitRecord, JournalStore } from '#ports/journal-store.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { CommitDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { insertOnce } from './insert-once.ts';

/** Covered by the index of the chain, so that only its entries are read. */
const KEY_ONLY = { _id: 0, experiment: 1 } as const;
const KEYS_AT_A_TIME = 1_000;

/** The journal in collection `commits`: one document per commit, its body immutable, its delivery state beside it. */
export function createMongoJournal(ground: MongoGround): JournalStore {
  const { commits, limit, guarded } = ground;
  return {
    append: (commit) =>
      guarded(async () => ((await insertCommit(ground, newDocument(commit))) ? 'appended' : 'conflict')),
    commits: (experiment, afterVersion = 0) =>
      guarded(async () => {
        const filter = { experiment, version: { $gt: afterVersion } };
        const found = await commits.find(filter, { ...limit, sort: { version: 1 } }).toArray();
        return found.map(({ _id, body }) => parseCommit(_id, body));
      }),
    records: (experiment) =>
      guarded(async () => {
        const found = await commits.find({ experiment }, { ...limit, sort: { version: 1 } }).toArray();
        return found.map(toRecord);
      }),
    experimentKeys: (afterKey, count) =>
      guarded(() => distinctKeys(ground, { $gt: afterKey ?? '', $not: /^\$/ }, count)),
    streamKeys: (afterKey, count) => guarded(() => distinctKeys(ground, { $gt: afterKey ?? '' }, count)),
  };
}

/** One insert; true if this very call made the document. */
export function insertCommit({ commits, limit }: MongoGround, document: CommitDocument): Promise<boolean> {
  const { _id, experiment, token } = document;
  return insertOnce({
    insert: () => commits.insertOne(document, limit),
    confirm: () => commits.updateOne({ _id, experiment, token }, { $set: { token } }, limit),
  });
}

function newDocument(commit: Entry): CommitDocument {
  const { id, experiment, version, effects } = commit;
  return {
    _id: id,
    experiment,
    version,
    body: canonicalJson(commit),
    token: randomUUID(),
    state: effects.length === 0 ? 'delivered' : 'pending',
    next: 0,
    effects: effects.length,
    attempts: 0,
    worker: null,
    leaseUntil: 0,
    dueAt: dueAtFirst(commit),
    error: null,
  };
}

/**
 * Reads the keys off the index in order. A query for first commits alone would be shorter, and would hide from the audit
 * an experiment whose first commit is gone.
 */
async function distinctKeys(
  { commits, limit }: MongoGround,
  experiment: { readonly $gt: string; readonly $not?: RegExp },
  count: number,
): Promise<readonly string[]> {
  const keys: string[] = [];
  if (count < 1) return keys;
  const filter = { experiment };
  const sort = { experiment: 1, version: 1 } as const;
  const options = { ...limit, sort, projection: KEY_ONLY, batchSize: KEYS_AT_A_TIME };
  await using cursor = commits.find(filter, options);
  for await (const { experiment: key } of cursor) {
    if (key === keys.at(-1)) continue;
    if (keys.length === count) break;
    keys.push(key);
  }
  return keys;
}

/** MongoDB keeps no types, so a damaged entry may hold anything; the audit is to see it, not to fall over it. */
function toRecord({ _id, experiment, version, body }: CommitDocument): CommitRecord {
  const counted = typeof version === 'number' ? version : Number.NaN;
  return { id: String(_id), experiment, version: counted, body: String(body) };
}
