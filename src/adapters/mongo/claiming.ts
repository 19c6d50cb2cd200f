import { readCommit } from '#domain/commit.ts';
import type { Delivery, DeliveryQueue } from '#ports/delivery-queue.ts';
import { experimentOf } from './commit-id.ts';
import type { CommitDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';
import { type Lane, lanesByDue, lanesOf } from './lanes.ts';

type Claiming = Pick<DeliveryQueue, 'claimDue' | 'revive' | 'release' | 'nextDueAt'>;
type Claim = Parameters<DeliveryQueue['claimDue']>[0];

/** Commits looked at per query. */
const PAGE = 32;
const FREE = { worker: null, leaseUntil: 0 } as const;

/** Who gets which commit. Every write is one compare-and-set on one document. */
export function createClaiming(ground: MongoGround): Claiming {
  const { commits, limit, guarded } = ground;
  return {
    claimDue: (claim) => guarded(() => claimDue(ground, claim)),
    revive: (id, now) =>
      guarded(async () => {
        const { matchedCount } = await commits.updateOne(
          { _id: id, experiment: experimentOf(id), state: 'buried' },
          { $set: { ...FREE, state: 'pending', attempts: 1, dueAt: now } },
          limit,
        );
        return matchedCount === 1;
      }),
    release: (worker) => guarded(() => release(ground, worker)),
    nextDueAt: () => guarded(() => nextDueAt(ground)),
  };
}

async function claimDue(ground: MongoGround, claim: Claim): Promise<readonly Delivery[]> {
  const taken: CommitDocument[] = [];
  if (claim.limit < 1) return [];
  for await (const { lanes } of lanesByDue(ground, { size: PAGE, now: claim.now })) {
    const free = lanes
      .filter((lane) => lane.head.dueAt <= claim.now && lane.busyUntil <= claim.now)
      // A page is in the order of experiments.
      .toSorted((one, other) => one.head.dueAt - other.head.dueAt);
    // Side by side, a few at a time: another worker may be faster on any of them.
    for (let at = 0; at < free.length && taken.length < claim.limit; ) {
      const few = free.slice(at, at + claim.limit - taken.length);
      const results = await Promise.all(few.map((lane) => take(ground, claim, lane)));
      taken.push(...results.filter((result) => result !== null));
      at += few.length;
    }
    if (taken.length >= claim.limit) break;
  }
  const kept = await keepInOrder(ground, claim, taken);
  const readable: Delivery[] = [];
  for (const document of kept) {
    const { body, next, attempts } = document;
    const commit = readCommit(body);
    if (commit !== null) readable.push({ commit, next, attempts });
    else await buryDamaged(ground, claim, document);
  }
  return readable;
}

async function buryDamaged(
  { commits, limit }: MongoGround,
  claim: Claim,
  document: CommitDocument,
): Promise<void> {
  const { _id, experiment } = document;
  const givenUp = { ...FREE, state: 'buried', error: 'store.damaged-commit' } as const;
  await commits.updateOne({ _id, experiment, worker: claim.worker }, { $set: givenUp }, limit);
  claim.onDamaged?.(_id);
}

/** The condition is repeated in the update: of several workers that found the same commit one gets it. */
function take({ commits, limit }: MongoGround, claim: Claim, { head }: Lane): Promise<CommitDocument | null> {
  const { worker, now, leaseMs } = claim;
  const { _id, experiment } = head;
  return commits.findOneAndUpdate(
    { _id, experiment, state: 'pending', dueAt: { $lte: now }, leaseUntil: { $lte: now } },
    { $set: { worker, leaseUntil: now + leaseMs }, $inc: { attempts: 1 } },
    { ...limit, returnDocument: 'after' },
  );
}

/**
 * A lease is taken on one document, the order is a matter of several: between looking and taking, an older commit may
 * have been revived and even leased. So every worker looks again after taking, and a worker that finds an older commit waiting or
 * another one leased gives back. Both sides write before they look, so at least one of them sees the other.
 */
async function keepInOrder(
  ground: MongoGround,
  claim: Claim,
  taken: readonly CommitDocument[],
): Promise<readonly CommitDocument[]> {
  if (taken.length === 0) return taken;
  const experiments = taken.map(({ experiment }) => experiment);
  const lanes = new Map((await lanesOf(ground, experiments)).map((lane) => [lane.head.experiment, lane]));
  const kept: CommitDocument[] = [];
  for (const commit of taken) {
    const lane = lanes.get(commit.experiment);
    const others = lane?.leased.filter(({ _id, leaseUntil }) => _id !== commit._id && leaseUntil > claim.now);
    if (lane?.head._id === commit._id && others?.length === 0) kept.push(commit);
    else await giveBack(ground, commit);
  }
  return kept;
}

/** Takes a claim back that was made this moment, and under which nothing has begun. */
async function giveBack({ commits, limit }: MongoGround, commit: CommitDocument): Promise<void> {
  const { _id, experiment, worker, leaseUntil, attempts } = commit;
  const held = { _id, experiment, worker, leaseUntil, attempts, state: 'pending' } as const;
  await commits.updateOne(held, { $set: FREE, $inc: { attempts: -1 } }, limit);
}

/** One compare-and-set each, not an `updateMany`: the driver can repeat only the former when an answer is lost. */
async function release({ commits, limit }: MongoGround, worker: string): Promise<void> {
  const filter = { state: 'pending', worker } as const;
  for (const { _id, experiment } of await commits.find(filter, limit).toArray())
    await commits.updateOne({ _id, experiment, ...filter }, { $set: FREE }, limit);
}

/** Looks from the earliest due time on, until no later one can be earlier than the best. */
async function nextDueAt(ground: MongoGround): Promise<number | null> {
  let best: number | null = null;
  for await (const { lanes, dueAt } of lanesByDue(ground, { size: PAGE, now: null })) {
    for (const { head, busyUntil } of lanes) {
      const at = Math.max(head.dueAt, busyUntil);
      best = best === null ? at : Math.min(best, at);
    }
    if (best !== null && best <= dueAt) break;
  }
  return best;
}
