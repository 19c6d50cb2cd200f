import { describe, expect, it, vi } from 'vitest';
import { createJobs } from '#journal/jobs.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { silentLogger } from '#shared/logger.ts';
import { createBench, manualClock } from '#test/support/experiments-bench.ts';

/** A clock that never jumps, moved by hand. */
function manualElapsed() {
  let now = 0;
  return {
    elapsed: () => now,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

async function startedWorker(changes: (bench: Awaited<ReturnType<typeof createBench>>) => object) {
  const bench = await createBench();
  const { elapsed, pass } = manualElapsed();
  const worker = bench.worker('w', { ...changes(bench), elapsed });
  return { bench, worker, pass };
}

describe('the probe of a worker', () => {
  it('finds nothing while the worker looks, and before it has begun', async () => {
    const { worker, pass } = await startedWorker(() => ({}));
    pass(HOUR);
    await worker.probe();
    await worker.drain();
    worker.start(HOUR);
    await worker.probe();
    await worker.stop();
  });

  it('finds at once that the store cannot be read for good, and what to do', async () => {
    const message = 'The database file is damaged: restore it from a backup';
    const { worker } = await startedWorker(({ store }) => ({
      store: { ...store, claimDue: () => Promise.reject(ownFault('store.corrupt', message)) },
    }));
    worker.start(HOUR);
    await worker.drain();
    await expect(worker.probe()).rejects.toMatchObject({
      code: 'worker.failing',
      message: expect.stringContaining(message),
    });
    await worker.stop();
  });

  it('forgives a fault that passes, and not one that lasts', async () => {
    let isBusy = true;
    const { worker, pass } = await startedWorker(({ store }) => ({
      store: {
        ...store,
        claimDue: async (claim: Parameters<typeof store.claimDue>[0]) => {
          if (isBusy) throw ownFault('store.busy', 'Another process holds the database file');
          return store.claimDue(claim);
        },
      },
    }));
    worker.start(HOUR);
    await worker.drain();
    await worker.probe();
    pass(3 * MINUTE);
    await expect(worker.probe()).rejects.toMatchObject({ code: 'worker.failing' });
    isBusy = false;
    await worker.drain();
    await worker.probe();
    await worker.stop();
  });

  it('finds that the worker stands still, because what it began does not end', async () => {
    const { bench, worker, pass } = await startedWorker(() => ({ limit: 1, graceMs: 0 }));
    bench.behave.set('post', () => new Promise(() => {}));
    bench.behave.set('card', () => new Promise(() => {}));
    await bench.propose('gate');
    worker.start(HOUR);
    await vi.waitUntil(() => bench.performed.length === 1);
    pass(16 * MINUTE);
    await expect(worker.probe()).rejects.toMatchObject({
      code: 'worker.stalled',
      message: expect.stringContaining('Restart the bot'),
    });
    await worker.stop();
  });
});

describe('the probe of jobs', () => {
  async function setUp(run: () => Promise<void>) {
    const { store } = await createBench();
    const { elapsed, pass } = manualElapsed();
    const job = { name: 'take-due-looks', everyMs: HOUR, backfill: false, run };
    const jobs = createJobs({ store, clock: manualClock(), log: silentLogger, jobs: [job], elapsed });
    return { jobs, pass };
  }

  it('finds nothing before the first tick, and while ticks come', async () => {
    const { jobs, pass } = await setUp(async () => {});
    pass(HOUR);
    await jobs.probe();
    await jobs.tick();
    pass(MINUTE);
    await jobs.probe();
  });

  it('finds that no tick comes any more', async () => {
    const { jobs, pass } = await setUp(async () => {});
    await jobs.tick();
    pass(6 * MINUTE);
    await expect(jobs.probe()).rejects.toMatchObject({
      code: 'jobs.stalled',
      message: expect.stringContaining('6 minutes'),
    });
  });

  it('finds a run that does not end, and names its job', async () => {
    const { jobs, pass } = await setUp(() => new Promise(() => {}));
    void jobs.tick();
    for (let minutes = 0; minutes <= 361; minutes += 1) {
      pass(MINUTE);
      void jobs.tick();
    }
    await expect(jobs.probe()).rejects.toMatchObject({
      code: 'jobs.stalled',
      message: expect.stringContaining('take-due-looks'),
    });
  });
});
