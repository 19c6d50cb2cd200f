import { describe, expect, it } from 'vitest';
import { type Commit, sealCommit } from '#domain/commit.ts';
import { BOT } from '#domain/experiment.ts';
import { createJobs, type Job, type Jobs } from '#journal/jobs.ts';
import type { Store } from '#ports/store.ts';
import { type Agenda, createAgenda } from '#sandbox/chaos/agenda.ts';
import { type Chance, createChance } from '#sandbox/chaos/chance.ts';
import { openFreshStore } from '#sandbox/chaos/fresh-store.ts';
import { beginLife, type Life, presentLife } from '#sandbox/chaos/life.ts';
import { severedStore } from '#sandbox/chaos/severed-store.ts';
import { installVirtualTimers } from '#sandbox/chaos/timers.ts';
import { createVirtualClock, type VirtualClock } from '#sandbox/virtual-clock.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { silentLogger } from '#shared/logger.ts';
import { START } from '#test/support/experiments.ts';
import { HOW_TO_RUN, MONGODB_URI } from '#test/support/mongo-database.ts';

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
  /** Runs that were begun, and runs whose process lived to mark them. */
  readonly runs: { readonly bucket: number; readonly life: Life; ended: boolean }[];
  kills: number;
}

function startFleet(store: Store, seed: number): Fleet {
  const chance = createChance(seed);
  const clock = createVirtualClock(START);
  const fleet: Fleet = {
    ...{ store, clock, chance, replicas: [], runs: [], kills: 0 },
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
      const run = { bucket, life, ended: false };
      fleet.runs.push(run);
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

async function playBuckets(store: Store, seed: number): Promise<Fleet> {
  const fleet = startFleet(store, seed);
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
        const { kills, runs } = await playBuckets(store, seed);
        const done = (await store.commits('jobs')).map(({ at }) => (at - START) / HOUR);
        await dispose();
        expect(kills).toBeGreaterThan(20);
        expect(done).toEqual(Array.from({ length: BUCKETS }, (_, bucket) => bucket));
        // Run again is only what a dead process left behind, never what a living one has done.
        const again = runs.filter((run, at) => runs.slice(0, at).some(({ bucket }) => bucket === run.bucket));
        const abandoned = runs.filter(({ life }) => !life.alive);
        expect(again.every(({ bucket }) => abandoned.some((run) => run.bucket === bucket))).toBe(true);
      },
      120_000,
    );
  });
}

describeReplicas('SQLite', null);
describeReplicas(
  MONGODB_URI === null ? `MongoDB (${HOW_TO_RUN})` : 'MongoDB',
  MONGODB_URI,
  MONGODB_URI !== null,
);
