import { readCommit } from '#domain/commit.ts';
import type { DeliveryQueue } from '#ports/delivery-queue.ts';
import type { MongoGround } from './ground.ts';
import { lanesByDue } from './lanes.ts';

/** Lanes looked at per query. */
const PAGE = 32;

/**
 * What lies undelivered in collection `commits`, by its indexes. When a commit was written stands in its body alone, so
 * the oldest of each experiment is read; one that cannot be read is the audit's matter.
 */
export function createMongoBacklog(ground: MongoGround): Pick<DeliveryQueue, 'backlog'> {
  const { commits, limit, guarded } = ground;
  const oldestOf = async (ids: readonly string[]): Promise<number | null> => {
    const heads = await commits.find({ _id: { $in: [...ids] } }, limit).toArray();
    return earliest(heads.map(({ body }) => readCommit(body)?.at ?? null));
  };
  const oldestAt = async () => {
    let oldest: number | null = null;
    for await (const { lanes } of lanesByDue(ground, { size: PAGE, now: null })) {
      oldest = earliest([oldest, await oldestOf(lanes.map(({ head }) => head._id))]);
    }
    return oldest;
  };
  return {
    backlog: () =>
      guarded(async () => ({
        oldestAt: await oldestAt(),
        givenUp: await commits.countDocuments({ state: 'buried' }, limit),
      })),
  };
}

function earliest(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}
