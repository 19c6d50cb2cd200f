import { describe, expect, it } from 'vitest';
import { postHogFault } from '#adapters/posthog/fault-kinds.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createJobs, type Job } from '#journal/jobs.ts';
import type { Store } from '#ports/store.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { START } from '#test/support/experiments.ts';
import { gate, manualClock, readableLog } from '#test/support/experiments-bench.ts';

/** A job that writes down its buckets. */
function recording(backfill: boolean, then: (bucket: number) => Promise<void> = async () => {}) {
  const ran: number[] = [];
  const job: Job = {
    name: 'sweep',
    everyMs: HOUR,
    backfill,
    run: async (bucket) => {
      ran.push((bucket - START) / HOUR);
      await then(bucket);
    },
  };
  return { ran, job };
}

async function setUp(job: Job, given?: Store) {
  const store = given ?? (await openSqliteStore(':memory:'));
  const clock = manualClock();
  const { log, lines } = readableLog();
  return { store, clock, lines, jobs: createJobs({ store, clock, log, jobs: [job] }) };
}

describe('jobs', () => {
  it('runs a bucket once, however often it ticks', async () => {
    const { ran, job } = recording(true);
    const { clock, jobs } = await setUp(job);
    for (let minute = 0; minute < 150; minute += 1) {
      clock.set(START + minute * MINUTE);
      await jobs.tick();
    }
    expect(ran).toEqual([0, 1, 2]);
  });

  it('goes on though a replica whose clock was a year ahead has marked a bucket', async () => {
    const { ran, job } = recording(false);
    const { store, clock, jobs } = await setUp(job);
    await jobs.tick();
    const wrong = await setUp(recording(false).job, store);
    wrong.clock.set(START + 365 * DAY);
    await wrong.jobs.tick();
    clock.set(START + 2 * HOUR);
    expect(await jobs.tick()).toBe(1);
    expect(ran).toEqual([0, 2]);
  });

  it('runs a bucket at once that a process was killed in, if no other process is there', async () => {
    const killed = recording(false, () => new Promise(() => {}));
    const { store, jobs } = await setUp(killed.job);
    void jobs.tick();
    await expect.poll(() => killed.ran).toEqual([0]);
    const { ran, job } = recording(false);
    const next = await setUp(job, store);
    expect(await next.jobs.tick()).toBe(0);
    await next.jobs.takeOver();
    expect(await next.jobs.tick()).toBe(1);
    expect(ran).toEqual([0]);
  });

  it('leaves a bucket that another process has run since it looked', async () => {
    const store = await openSqliteStore(':memory:');
    const first = await setUp(recording(true).job, store);
    await first.jobs.tick();
    const other = recording(true);
    const lastClaim: Store['lastClaim'] = async (scope, upTo) => {
      const last = await store.lastClaim(scope, upTo);
      // Right after this process has looked which buckets are due.
      const present = new Date(START + 2 * HOUR).toISOString();
      if (upTo === present) await store.claim(scope, new Date(START + HOUR).toISOString(), START);
      return last;
    };
    const second = await setUp(other.job, { ...store, lastClaim });
    second.clock.set(START + 2 * HOUR);
    await second.jobs.tick();
    expect(other.ran).toEqual([2]);
  });

  it('fills missed buckets, oldest first', async () => {
    const { ran, job } = recording(true);
    const { clock, jobs } = await setUp(job);
    await jobs.tick();
    clock.set(START + 4 * HOUR + 5 * MINUTE);
    expect(await jobs.tick()).toBe(4);
    expect(ran).toEqual([0, 1, 2, 3, 4]);
  });

  it('fills what was missed while it was down', async () => {
    const before = recording(true);
    const { store, jobs } = await setUp(before.job);
    await jobs.tick();
    const after = recording(true);
    const restarted = await setUp(after.job, store);
    restarted.clock.set(START + 3 * HOUR);
    await restarted.jobs.tick();
    expect(after.ran).toEqual([1, 2, 3]);
  });

  it('fills the newest 48 after a long absence and says what it left out', async () => {
    const { ran, job } = recording(true);
    const { clock, jobs, lines } = await setUp(job);
    await jobs.tick();
    clock.set(START + 10 * DAY);
    expect(await jobs.tick()).toBe(48);
    expect([ran[1], ran.at(-1)]).toEqual([193, 240]);
    expect(lines).toMatchObject([{ level: 'warn', fields: { missed: 240, run: 48 } }]);
  });

  it('runs only the present bucket of a job whose newest run does the work of all', async () => {
    const { ran, job } = recording(false);
    const { clock, jobs } = await setUp(job);
    await jobs.tick();
    clock.set(START + 5 * HOUR);
    await jobs.tick();
    expect(ran).toEqual([0, 5]);
  });

  it('runs no bucket again when the clock goes back by seconds, and none too few', async () => {
    const { ran, job } = recording(false);
    const { clock, jobs } = await setUp(job);
    for (const at of [0, HOUR, HOUR - 30_000, HOUR, 2 * HOUR]) {
      clock.set(START + at);
      await jobs.tick();
    }
    expect(ran).toEqual([0, 1, 2]);
  });

  it('runs a bucket at its time although clock skew ran it before, and tells of it once', async () => {
    const { ran, job } = recording(false);
    const { clock, jobs, lines } = await setUp(job);
    for (const hour of [0, 4, 1, 1.5, 2, 3, 4, 5]) {
      clock.set(START + hour * HOUR);
      await jobs.tick();
    }
    expect(ran).toEqual([0, 4, 1, 2, 3, 4, 5]);
    expect(lines.map(({ message }) => message)).toEqual([
      'runs of a job were marked before their time because of clock skew',
    ]);
  });

  it('runs in its time what a replica an hour ahead has run before, in one of the others', async () => {
    const first = recording(false);
    const { store, clock, jobs } = await setUp(first.job);
    await jobs.tick();
    const wrong = await setUp(recording(false).job, store);
    wrong.clock.set(START + 10 * MINUTE + HOUR);
    await wrong.jobs.tick();
    const second = recording(false);
    const other = await setUp(second.job, store);
    for (let minute = 11; minute <= 125; minute += 1) {
      for (const each of [clock, other.clock]) each.set(START + minute * MINUTE);
      await Promise.all([jobs.tick(), other.jobs.tick()]);
    }
    expect([...first.ran, ...second.ran].sort()).toEqual([0, 1, 2]);
  });

  it('takes no mark away if another has the job', async () => {
    const { job } = recording(false);
    const { store, clock, jobs } = await setUp(job);
    await jobs.tick();
    const ahead = new Date(START + 9 * HOUR).toISOString();
    await store.claim('job:sweep', ahead, START + 9 * HOUR);
    clock.set(START + 3 * HOUR);
    await store.claim('job-lease:sweep', new Date(START + 3 * HOUR).toISOString(), clock.now());
    await jobs.tick();
    expect(await store.isClaimed('job:sweep', ahead)).toBe(true);
  });

  it('runs each of 200 buckets once in three instances that tick at once', async () => {
    const store = await openSqliteStore(':memory:');
    const instances = await Promise.all(
      [0, 1, 2].map(async () => {
        const recorded = recording(true, () => store.ping());
        return { ...recorded, ...(await setUp(recorded.job, store)) };
      }),
    );
    for (let hour = 0; hour < 200; hour += 1) {
      for (const { clock } of instances) clock.set(START + hour * HOUR);
      await Promise.all(instances.map(({ jobs }) => jobs.tick()));
    }
    const ran = instances.flatMap((instance) => instance.ran).sort((a, b) => a - b);
    expect(ran).toEqual(Array.from({ length: 200 }, (_, hour) => hour));
  });

  it('never runs a job twice at once in one process; the next tick makes up for it', async () => {
    const [begun, finish] = [gate(), gate()];
    const { ran, job } = recording(true, async () => {
      begun.open();
      await finish.opened;
    });
    const { clock, jobs } = await setUp(job);
    const first = jobs.tick();
    await begun.opened;
    clock.set(START + HOUR);
    expect(await jobs.tick()).toBe(0);
    finish.open();
    expect(await first).toBe(1);
    expect(await jobs.tick()).toBe(1);
    expect(ran).toEqual([0, 1]);
  });

  it('survives a job that fails, and one that cannot be claimed', async () => {
    const { job } = recording(true, async () => {
      throw postHogFault('unavailable', 'PostHog answered 503');
    });
    const { store, clock, lines, jobs } = await setUp(job);
    expect(await jobs.tick()).toBe(0);
    await store.close();
    clock.set(START + HOUR);
    expect(await jobs.tick()).toBe(0);
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'error']);
  });

  it('stops after the bucket that runs', async () => {
    const [begun, finish] = [gate(), gate()];
    const { ran, job } = recording(true, async (bucket) => {
      if (bucket === START) return;
      begun.open();
      await finish.opened;
    });
    const { clock, jobs } = await setUp(job);
    await jobs.tick();
    clock.set(START + 3 * HOUR);
    void jobs.tick();
    await begun.opened;
    const stopped = jobs.stop();
    finish.open();
    await stopped;
    expect(ran).toEqual([0, 1]);
    expect(await jobs.tick()).toBe(0);
  });

  it('forgets old claims', async () => {
    const { job } = recording(false);
    const { store, clock, jobs } = await setUp(job);
    await jobs.tick();
    clock.set(START + 31 * DAY);
    await jobs.tick();
    expect(await store.claim('job:sweep', new Date(START).toISOString(), 0)).toBe(true);
  });

  it('forgets old claims also of a job that fails at every run', async () => {
    const { job } = recording(false, async () => {
      throw ownFault('job.partly-failed', 'It failed at 1 of 9 experiments');
    });
    const { store, clock, jobs } = await setUp(job);
    await jobs.tick();
    clock.set(START + 31 * DAY);
    await jobs.tick();
    expect(await store.claim('job:sweep', new Date(START).toISOString(), 0)).toBe(true);
  });
});
