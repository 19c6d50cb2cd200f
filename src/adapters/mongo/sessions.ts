import type { Session, SessionStore } from '#ports/session-store.ts';
import type { SessionDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { passDuplicate } from './schema.ts';

/** Sessions of the desk in collection `sessions`. */
export function createMongoSessions({ sessions, limit, guarded }: MongoGround): SessionStore {
  return {
    putSession: ({ digest, ...fields }) =>
      guarded(async () => {
        const options = { ...limit, upsert: true };
        // Of two that make it at once one gets the duplicate, and it is written.
        await sessions.updateOne({ _id: digest }, { $set: fields }, options).catch(passDuplicate);
      }),
    session: (digest) =>
      guarded(async () => {
        const found = await sessions.findOne({ _id: digest }, limit);
        return found === null ? null : toSession(found);
      }),
    sessionsOf: (user) =>
      guarded(async () => {
        const options = { ...limit, sort: { createdAt: -1, _id: 1 } } as const;
        return (await sessions.find({ user }, options).toArray()).map(toSession);
      }),
    seeSession: (digest, at) =>
      guarded(async () => {
        await sessions.updateOne({ _id: digest, seenAt: { $lt: at } }, { $set: { seenAt: at } }, limit);
      }),
    endSession: (digest) =>
      guarded(async () => {
        await sessions.deleteOne({ _id: digest }, limit);
      }),
    endSessionsOf: (user) => guarded(async () => (await sessions.deleteMany({ user }, limit)).deletedCount),
    sweepSessions: ({ createdBefore, seenBefore }) =>
      guarded(async () => {
        const old = await sessions.deleteMany({ createdAt: { $lt: createdBefore } }, limit);
        const idle = await sessions.deleteMany({ seenAt: { $lt: seenBefore } }, limit);
        return old.deletedCount + idle.deletedCount;
      }),
  };
}

function toSession({ _id, user, createdAt, seenAt }: SessionDocument): Session {
  return { digest: _id, user, createdAt, seenAt };
}
