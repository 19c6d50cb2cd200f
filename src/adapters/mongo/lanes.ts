import type { CommitDocument } from './documents.ts';
import type { MongoGround } from './ground.ts';

/** What is asked of a pending commit to choose it. */
type Waiting = Pick<CommitDocument, '_id' | 'experiment' | 'version' | 'dueAt' | 'leaseUntil'>;

/** The commits of one experiment that wait for delivery. */
export interface Lane {
  /** The oldest; it goes first. */
  readonly head: Waiting;
  /** When the last lease on any of them ends; 0 if none is leased. */
  readonly busyUntil: number;
  /** Ids of those that are leased, or were. */
  readonly leased: readonly Waiting[];
}

const FIELDS = { experiment: 1, version: 1, dueAt: 1, leaseUntil: 1 } as const;

/** The lanes of these experiments; those with nothing pending are left out. One query that carries the shard key. */
export async function lanesOf(
  { commits, limit }: MongoGround,
  experiments: readonly string[],
): Promise<readonly Lane[]> {
  const waiting = await commits
    .find<Waiting>(
      { experiment: { $in: [...experiments] }, state: 'pending' },
      { ...limit, projection: FIELDS, sort: { experiment: 1, version: 1 } },
    )
    .toArray();
  const lanes = new Map<string, Lane>();
  for (const commit of waiting) {
    const { head, busyUntil, leased } = lanes.get(commit.experiment) ?? {
      head: commit,
      busyUntil: 0,
      leased: [],
    };
    lanes.set(commit.experiment, {
      head,
      busyUntil: Math.max(busyUntil, commit.leaseUntil),
      leased: commit.leaseUntil > 0 ? [...leased, commit] : leased,
    });
  }
  return [...lanes.values()];
}

/** A page of lanes, and the due time that no commit of a later page is before. */
export interface LanePage {
  readonly lanes: readonly Lane[];
  readonly dueAt: number;
}

/**
 * Lanes by the due time of whichever of their commits comes first, each lane once, `size` commits looked at per page.
 * `free` keeps to commits that are due at `now` and not leased. On a sharded cluster this query asks every shard.
 */
export async function* lanesByDue(
  ground: MongoGround,
  choice: { readonly size: number; readonly now: number | null },
): AsyncGenerator<LanePage> {
  const { size, now } = choice;
  const open = now === null ? {} : { dueAt: { $lte: now }, leaseUntil: { $lte: now } };
  const sort = { dueAt: 1, _id: 1 } as const;
  await using cursor = ground.commits.find<Waiting>(
    { state: 'pending', ...open },
    { ...ground.limit, projection: FIELDS, sort, batchSize: size },
  );
  const seen = new Set<string>();
  let page = new Set<string>();
  let dueAt = 0;
  let looked = 0;
  for await (const commit of cursor) {
    dueAt = commit.dueAt;
    looked += 1;
    if (!seen.has(commit.experiment)) page.add(commit.experiment);
    seen.add(commit.experiment);
    if (looked % size > 0 || page.size === 0) continue;
    yield { lanes: await lanesOf(ground, [...page]), dueAt };
    page = new Set();
  }
  if (page.size > 0) yield { lanes: await lanesOf(ground, [...page]), dueAt };
}
