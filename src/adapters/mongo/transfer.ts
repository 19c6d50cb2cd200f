import { randomUUID } from 'node:crypto';
import type { StoredEntry, TransferStore } from '#ports/transfer.ts';
import type { CommitDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { insertCommit } from './journal.ts';
import { pairId } from './pair-id.ts';

/** Reads and writes whole documents, for moving a store. */
export function createMongoTransfer(ground: MongoGround): TransferStore {
  const { commits, claims, people, limit, guarded } = ground;
  return {
    entries: (experiment) =>
      guarded(async () => {
        const found = await commits.find({ experiment }, { ...limit, sort: { version: 1 } }).toArray();
        return found.map(toEntry);
      }),
    restore: (entry) => guarded(() => insertCommit(ground, toDocument(entry))),
    claimsAfter: (after, count) =>
      guarded(async () => {
        const filter = after === null ? {} : { _id: { $gt: pairId(after.scope, after.key) } };
        const found = await claims.find(filter, { ...limit, sort: { _id: 1 }, limit: count }).toArray();
        return found.map(({ scope, key, at }) => ({ scope, key, at }));
      }),
    peopleAfter: (slackUser, count) =>
      guarded(async () => {
        const filter = slackUser === null ? {} : { _id: { $gt: slackUser } };
        const found = await people.find(filter, { ...limit, sort: { _id: 1 }, limit: count }).toArray();
        return found.map(({ _id, pseudonym }) => ({ slackUser: _id, pseudonym }));
      }),
  };
}

function toEntry({
  _id,
  token: _,
  experiment,
  version,
  body,
  leaseUntil,
  ...delivery
}: CommitDocument): StoredEntry {
  return {
    id: _id,
    experiment,
    version,
    body,
    delivery: { ...delivery, leaseUntil: leaseUntil === 0 ? null : leaseUntil },
  };
}

function toDocument({ id, experiment, version, body, delivery }: StoredEntry): CommitDocument {
  const { leaseUntil, ...rest } = delivery;
  return { _id: id, experiment, version, body, token: randomUUID(), ...rest, leaseUntil: leaseUntil ?? 0 };
}
