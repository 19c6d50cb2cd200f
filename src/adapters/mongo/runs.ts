import type { KeptRun, RunStore } from '#ports/run-store.ts';
import type { RunDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { passDuplicate } from './schema.ts';

/** Ids in one deletion. */
const AT_ONCE = 500;

/** Kept runs in collection `runs`, their bodies in base64. */
export function createMongoRuns({ runs, limit, guarded }: MongoGround): RunStore {
  return {
    putRun: ({ id, experiment, at, body }) =>
      guarded(async () => {
        const fields = { experiment, at, bytes: body.byteLength, body: Buffer.from(body).toString('base64') };
        const options = { ...limit, upsert: true };
        // Of two that make it at once one gets the duplicate, and it is written.
        await runs.updateOne({ _id: id }, { $set: fields }, options).catch(passDuplicate);
      }),
    run: (id) =>
      guarded(async () => {
        const found = await runs.findOne({ _id: id }, limit);
        return found === null ? null : toRun(found);
      }),
    runsOf: (experiment) =>
      guarded(async () => {
        const options = { ...limit, sort: { at: 1, _id: 1 } } as const;
        return (await runs.find({ experiment }, options).toArray()).map(toRun);
      }),
    runLinesAfter: (after, most) =>
      guarded(async () => {
        const options = { ...limit, projection: { experiment: 1 }, sort: { _id: 1 }, limit: most } as const;
        const found = await runs.find({ _id: { $gt: after ?? '' } }, options).toArray();
        return found.map(({ _id, experiment }) => ({ id: _id, experiment }));
      }),
    forgetRuns: (experiment) =>
      guarded(async () => (await runs.deleteMany({ experiment }, limit)).deletedCount),
    trimRuns: ({ before, bytes }) =>
      guarded(async () => {
        const options = { ...limit, projection: { at: 1, bytes: 1 }, sort: { at: -1, _id: 1 } } as const;
        const beyond: string[] = [];
        let total = 0;
        for await (const line of runs.find({}, options)) {
          total += line.bytes;
          if (line.at < before || total > bytes) beyond.push(line._id);
        }
        for (let from = 0; from < beyond.length; from += AT_ONCE) {
          await runs.deleteMany({ _id: { $in: beyond.slice(from, from + AT_ONCE) } }, limit);
        }
        return beyond.length;
      }),
  };
}

function toRun({ _id, experiment, at, body }: RunDocument): KeptRun {
  return { id: _id, experiment, at, body: new Uint8Array(Buffer.from(body, 'base64')) };
}
