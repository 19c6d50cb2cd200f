import { randomUUID } from 'node:crypto';
import type { AnswerStore, KeptAnswer } from '#ports/answer-store.ts';
import type { AnswerDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { insertOnce } from './insert-once.ts';
import { passDuplicate } from './schema.ts';

/** Kept answers in collection `answers`. */
export function createMongoAnswers({ answers, limit, guarded }: MongoGround): AnswerStore {
  const insert = async (document: AnswerDocument) => {
    const { _id, claim } = document;
    return insertOnce({
      insert: () => answers.insertOne(document, limit),
      confirm: () => answers.updateOne({ _id, claim }, { $set: { claim } }, limit),
    });
  };
  return {
    beginAnswer: ({ id, ...request }, staleBefore) =>
      guarded(async () => {
        for (;;) {
          const claim = randomUUID();
          if (await insert({ _id: id, ...request, answer: null, claim }))
            return { isOurs: true, kept: { id, ...request, answer: null } };
          const stale = { _id: id, answer: null, request: request.request, at: { $lt: staleBefore } };
          const taken = { $set: { at: request.at, claim } };
          await answers.updateOne(stale, taken, limit);
          const found = await answers.findOne({ _id: id }, limit);
          // Erased between the two: it can be begun anew.
          if (found !== null) return { isOurs: found.claim === claim, kept: toKept(found) };
        }
      }),
    keepAnswer: (id, at, answer) =>
      guarded(async () => {
        const ours = { _id: id, at, answer: { $in: [null, answer] } };
        // A repeated write finds its own answer.
        return (await answers.updateOne(ours, { $set: { answer } }, limit)).matchedCount === 1;
      }),
    dropAnswer: (id, at) =>
      guarded(async () => void (await answers.deleteOne({ _id: id, at, answer: null }, limit))),
    answersAfter: (after, most) =>
      guarded(async () => {
        const options = { ...limit, sort: { _id: 1 }, limit: most } as const;
        return (await answers.find({ _id: { $gt: after ?? '' } }, options).toArray()).map(toKept);
      }),
    restoreAnswer: ({ id, ...rest }) =>
      guarded(async () => {
        await answers.insertOne({ _id: id, ...rest, claim: randomUUID() }, limit).catch(passDuplicate);
      }),
    sweepAnswers: (before) =>
      guarded(async () => (await answers.deleteMany({ at: { $lt: before } }, limit)).deletedCount),
    forgetAnswers: (token) => guarded(async () => void (await answers.deleteMany({ token }, limit))),
  };
}

function toKept({ _id, token, request, at, work, answer }: AnswerDocument): KeptAnswer {
  return { id: _id, token, request, at, work, answer };
}
