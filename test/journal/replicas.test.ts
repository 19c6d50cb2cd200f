import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { type Commit, sealCommit } from '#domain/commit.ts';
import { createJobs, type Job, type Jobs } from '#journal/jobs.ts';
import type { Store } from '#ports/store.ts';
import { createVirtualClock, type VirtualClock } from '#sandbox/virtual-clock.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { START } from '#test/support/experiments.ts';
import { HOW_TO_RUN, MONGODB_URI } from '#test/support/mongo-database.ts';
import { type Agenda, createAgenda } from '#tools/chaos/agenda.ts';
import { type Chance, createChance } from '#tools/chaos/chance.ts';
import { openFreshStore } from '#tools/chaos/fresh-store.ts';
import { beginLife, type Life, presentLife } from '#tools/chaos/life.ts';
import { severedStore } from '#tools/chaos/severed-store.ts';
import { installVirtualTimers } from '#tools/chaos/timers.ts';

const BUCKETS = 200;
const REPLICAS = 3;
/** Of all operations, so many end the process that asks for them. */
const KILL_RATE = 0.02;

interface Replica {
  readonly life: Life;
  readonly jobs: Jobs;
}

/** Replicas over one store, which are killed at operations that chance draws and started anew. */
interface Fleet {
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly replicas: Replica[];
  /** Runs that were begun, and whether their process lived to end them. */
  readonly runs: Run[];
  /** Buckets that were marked as done. */
  readonly marked: Set<number>;
  /** Runs that should not have begun, and why. */
  readonly violations: string[];
  kills: number;
}

interface Run {
  readonly bucket: number;
  readonly life: Life;
  ended: boolean;
}

/** Everybody is told that the job is theirs: switched off, to show that the test notices. */
function withoutLease(store: Store): Store {
  return {
    ...store,
    claim: async (scope, key, at) => scope.startsWith('job-lease:') || store.claim(scope, key, at),
  };
}

interface Playing {
  readonly store: Store;
  readonly seed: number;
  readonly tamper?: (store: Store) => Store;
}

/** The store, which notes the buckets that are marked in it. */
function watched(store: Store, marked: Set<number>): Store {
  return {
    ...store,
    claim: async (scope, key, at) => {
      const isOurs = await store.claim(scope, key, at);
      if (isOurs && scope === 'job:count') marked.add(Date.parse(key));
      return isOurs;
    },
  };
}

/** Begins a run, and notes where another living replica is at the same bucket, or it is marked as done. */
function beginRun(fleet: Fleet, bucket: number, life: Life): Run {
  const run = { bucket, life, ended: false };
  const beside = fleet.runs.find((other) => other.bucket === bucket && other.life.alive && !other.ended);
  const which = `${life.name} begins ${(bucket - START) / HOUR}`;
  if (beside !== undefined) fleet.violations.push(`${which} beside ${beside.life.name}`);
  if (fleet.marked.has(bucket)) fleet.violations.push(`${which} after its mark`);
  fleet.runs.push(run);
  return run;
}

function startFleet({ store, seed, tamper = (kept) => kept }: Playing): Fleet {
  const chance = createChance(seed);
  const clock = createVirtualClock(START);
  const marked = new Set<number>();
  const fleet: Fleet = {
    ...{ clock, chance, marked, replicas: [], runs: [], violations: [], kills: 0 },
    store: tamper(watched(store, marked)),
    agenda: createAgenda({
      ...{ chance, clock, note: () => {} },
      fateOf: () =>
        chance.happens(KILL_RATE) ? (chance.happens(0.5) ? 'dies-before' : 'dies-after') : 'live',
      kill: (life) => {
        fleet.kills += 1;
        fleet.agenda.end(life);
        fleet.replicas.splice(
          fleet.replicas.findIndex((replica) => replica.life === life),
          1,
        );
      },
    }),
  };
  return fleet;
}

function startReplica(fleet: Fleet, number: number): void {
  const life = beginLife(`replica-${number}`);
  const store = severedStore(fleet.store, life, fleet.agenda);
  const job: Job = {
    name: 'count',
    everyMs: HOUR,
    backfill: true,
    run: async (bucket) => {
      const run = beginRun(fleet, bucket, life);
      await writeDown(store, bucket);
      run.ended = true;
    },
  };
  fleet.replicas.push({
    life,
    jobs: createJobs({ store, clock: fleet.clock, log: silentLogger, jobs: [job] }),
  });
}

/** The work of a bucket, as jobs do it here: a commit of the journal, which the store takes once. */
async function writeDown(store: Store, bucket: number): Promise<void> {
  const commits = await store.commits('jobs');
  if (commits.some(({ at }) => at === bucket)) return;
  const command = { name: 'startCleanUp', actor: BOT, at: bucket } as const;
  const outcome = { events: [], effects: [] };
  const written: Commit = sealCommit('jobs', commits.at(-1) ?? null, command, outcome);
  await store.append(written);
}

/** One moment: whoever died is started anew, everybody ticks, and everything is worked off. */
async function tickAll(fleet: Fleet, started: { count: number }): Promise<void> {
  while (fleet.replicas.length < REPLICAS) {
    started.count += 1;
    startReplica(fleet, started.count);
  }
  for (const { jobs, life } of fleet.replicas) presentLife.run(life, () => void jobs.tick());
  while (await fleet.agenda.step());
}

async function playBuckets(playing: Playing): Promise<Fleet> {
  const fleet = startFleet(playing);
  const restore = installVirtualTimers(() => {
    const life = presentLife.getStore();
    return life === undefined ? null : { life, timers: fleet.agenda.timers };
  });
  const started = { count: 0 };
  try {
    for (let hour = 0; hour < BUCKETS; hour += 1) {
      fleet.clock.advance(START + hour * HOUR - fleet.clock.now());
      // Ticks of every minute, some hours only one: what is missed is made up for in the next.
      const ticks = hour === BUCKETS - 1 ? 30 : fleet.chance.between(1, 6);
      for (let tick = 0; tick < ticks; tick += 1) {
        await tickAll(fleet, started);
        fleet.clock.advance(MINUTE);
      }
    }
  } finally {
    restore();
  }
  return fleet;
}

function describeReplicas(name: string, uri: string | null, isThere = true): void {
  describe.skipIf(!isThere)(`three replicas over ${name}`, () => {
    it.each([1, 2, 3])(
      'do the work of 200 buckets once each, killed at random (seed %i)',
      async (seed) => {
        const { store, dispose } = await openFreshStore(uri);
        const { kills, runs, violations } = await playBuckets({ store, seed });
        const done = (await store.commits('jobs')).map(({ at }) => (at - START) / HOUR);
        await dispose();
        const buckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
        expect(kills).toBeGreaterThan(20);
        expect(done).toEqual(buckets);
        expect(violations).toEqual([]);
        // What is run again was left behind by the dead, and the dead did leave some behind.
        expect(new Set(runs.map(({ bucket }) => (bucket - START) / HOUR))).toEqual(new Set(buckets));
        expect(runs.length).toBeGreaterThan(BUCKETS);
        expect(runs.every(({ life, ended }) => ended || !life.alive)).toBe(true);
      },
      120_000,
    );

    it('are seen to run buckets side by side without the job lease', async () => {
      const { store, dispose } = await openFreshStore(uri);
      const { violations } = await playBuckets({ store, seed: 1, tamper: withoutLease });
      await dispose();
      expect(violations.filter((violation) => violation.includes('beside')).length).toBeGreaterThan(100);
    });
  });
}

describeReplicas('SQLite', null);
describeReplicas(
  MONGODB_URI === null ? `MongoDB (${HOW_TO_RUN})` : 'MongoDB',
  MONGODB_URI,
  MONGODB_URI !== null,
);
