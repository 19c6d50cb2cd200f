import { afterEach, describe, expect, it, vi } from 'vitest';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import { AppError, ownFault } from '#shared/errors.ts';
import { createBench, gate } from '#test/support/experiments-bench.ts';

const LEASE = 60_000;
/** What the store answers to a process that is dying. */
const dying = () => Promise.reject(ownFault('store.closed', 'The store is closed'));

afterEach(() => {
  vi.useRealTimers();
});

const TIMEOUT = { code: 'model.timeout', kind: 'unavailable', vendor: 'model' } as const;

describe('worker: crashes', () => {
  it('performs again, with a warning, what was performed but not written down', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    await bench.worker('first', { store: { ...bench.store, advance: dying } }).drain();
    expect(bench.performed).toEqual(['gate:1:0 card #1']);
    bench.clock.set(bench.clock.now() + LEASE);
    await bench.worker('second').drain();
    expect(bench.performed.slice(1)).toEqual(['gate:1:0 card #2', 'gate:1:1 design #1']);
  });

  it('gives up, without performing again, an effect that failed before the process ended', async () => {
    const bench = await createBench();
    bench.behave.set('gate:1:0', async () => {
      throw slackFault('is_archived', 'The channel is archived.');
    });
    await bench.propose('gate');
    await bench.worker('first', { store: { ...bench.store, giveUp: dying } }).drain();
    bench.clock.set(bench.clock.now() + LEASE);
    await bench.worker('second').drain();
    expect(bench.performed.filter((line) => line.startsWith('gate:1:0'))).toHaveLength(1);
    expect((await bench.load('gate')).delivery.failedEffects).toHaveLength(1);
    expect(await bench.store.nextDueAt()).toBeNull();
  });

  it('gives up an effect that keeps ending its process', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    for (let crash = 0; crash < 3; crash += 1) {
      await bench.store.claimDue({
        worker: `crash${crash}`,
        now: bench.clock.now(),
        leaseMs: LEASE,
        limit: 1,
      });
      bench.clock.set(bench.clock.now() + LEASE);
    }
    await bench.worker('w', { maxAttempts: 3 }).drain();
    expect(bench.performed.some((line) => line.startsWith('gate:1:0'))).toBe(false);
    expect((await bench.load('gate')).delivery.failedEffects).toMatchObject([{ code: 'effect.interrupted' }]);
  });

  it('gives up sooner if the fault says so, for what costs money', async () => {
    const bench = await createBench();
    bench.behave.set('gate:1:0', async () => {
      throw new AppError(TIMEOUT, 'No answer.', { mostAttempts: 3 });
    });
    await bench.propose('gate');
    const worker = bench.worker('w');
    for (let hour = 0; hour < 6; hour += 1) {
      await worker.drain();
      bench.clock.set(bench.clock.now() + 3_600_000);
    }
    expect(bench.performed.filter((line) => line.startsWith('gate:1:0'))).toHaveLength(3);
    expect((await bench.load('gate')).delivery.failedEffects).toMatchObject([{ code: 'model.timeout' }]);
  });

  it('stops if its lease went to another', async () => {
    const bench = await createBench();
    bench.behave.set('gate:1:0', async ({ attempts }) => {
      if (attempts > 1) return;
      bench.clock.set(bench.clock.now() + LEASE);
      await bench.store.claimDue({ worker: 'other', now: bench.clock.now(), leaseMs: LEASE, limit: 1 });
    });
    await bench.propose('gate');
    expect(await bench.worker('w').drain()).toBe(1);
    expect(bench.performed).toEqual(['gate:1:0 card #1']);
    expect(bench.lines.map(({ message }) => message)).toEqual([
      'a lease was lost before its effect was written down',
    ]);
  });

  it('does not perform a second time what it still performs when the clock jumps', async () => {
    const bench = await createBench();
    const [begun, finish] = [gate(), gate()];
    bench.behave.set('gate:1:0', async () => {
      begun.open();
      await finish.opened;
    });
    await bench.propose('gate');
    const worker = bench.worker('w');
    const drained = worker.drain();
    await begun.opened;
    bench.clock.set(bench.clock.now() + 30 * LEASE);
    const other = gate();
    bench.behave.set('other:1:1', async () => other.open());
    await bench.propose('other');
    void worker.drain();
    await other.opened;
    finish.open();
    expect(await drained).toBe(4);
    expect(bench.performed.filter((line) => line.startsWith('gate:1:0'))).toEqual(['gate:1:0 card #1']);
  });

  it('records no death of an effect whose lease went to another', async () => {
    const bench = await createBench();
    bench.behave.set('gate:1:0', async () => {
      bench.clock.set(bench.clock.now() + LEASE);
      await bench.store.claimDue({ worker: 'other', now: bench.clock.now(), leaseMs: LEASE, limit: 1 });
      throw slackFault('is_archived', 'The channel is archived.');
    });
    await bench.propose('gate');
    await bench.worker('w').drain();
    expect((await bench.load('gate')).delivery.failedEffects).toEqual([]);
  });

  it('keeps its lease while an effect takes longer than the lease', async () => {
    vi.useFakeTimers();
    const bench = await createBench();
    const done = gate();
    bench.behave.set('gate:1:0', () => done.opened);
    await bench.propose('gate');
    const drained = bench.worker('w').drain();
    for (let step = 0; step < 12; step += 1) {
      bench.clock.set(bench.clock.now() + LEASE / 3);
      await vi.advanceTimersByTimeAsync(LEASE / 3);
      expect(await bench.worker('other').drain()).toBe(0);
    }
    done.open();
    expect(await drained).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('worker: starting and stopping', () => {
  it('polls, drains at once and stops polling', async () => {
    vi.useFakeTimers();
    const bench = await createBench();
    const worker = bench.worker('w');
    await bench.propose('a');
    worker.start(1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(bench.performed).toHaveLength(2);
    await bench.propose('b');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(bench.performed).toHaveLength(4);
    await worker.stop();
    await bench.propose('c');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await worker.drain()).toBe(0);
    expect(bench.performed).toHaveLength(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends the effect that has begun, starts no other and hands the lease back', async () => {
    const bench = await createBench();
    const worker = bench.worker('w');
    const [begun, finish] = [gate(), gate()];
    bench.behave.set('gate:1:0', async () => {
      begun.open();
      await finish.opened;
    });
    await bench.propose('gate');
    void worker.drain();
    await begun.opened;
    const stopped = worker.stop();
    finish.open();
    await stopped;
    expect(bench.performed).toEqual(['gate:1:0 card #1']);
    await bench.worker('next').drain();
    expect(bench.performed.slice(1)).toEqual(['gate:1:1 design #1']);
  });

  it('takes no attempt back that has begun: its postponement met a busy store before the stop', async () => {
    const bench = await createBench();
    const busy = () => Promise.reject(ownFault('store.busy', 'The store is busy'));
    bench.behave.set('gate:1:0', async ({ attempts }) => {
      if (attempts === 1) throw slackFault('unavailable', 'The answer was lost.');
    });
    await bench.propose('gate');
    const worker = bench.worker('w', { store: { ...bench.store, postpone: busy } });
    await worker.drain();
    await worker.stop();
    await bench.worker('next').drain();
    expect(bench.performed.slice(0, 2)).toEqual(['gate:1:0 card #1', 'gate:1:0 card #2']);
  });

  it('takes no attempt back that was performed and could not be written down before the stop', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const worker = bench.worker('w', { store: { ...bench.store, advance: dying } });
    await worker.drain();
    await worker.stop();
    await bench.worker('next').drain();
    expect(bench.performed.slice(0, 2)).toEqual(['gate:1:0 card #1', 'gate:1:0 card #2']);
  });

  it('does not count what it claimed and did not begin before the stop', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const [asked, go] = [gate(), gate()];
    let looks = 0;
    const quiet = async () => {
      looks += 1;
      // The first look is before the claim, the second before the effect.
      if (looks < 2) return;
      asked.open();
      await go.opened;
    };
    const worker = bench.worker('w', { quiet });
    void worker.drain();
    await asked.opened;
    const stopped = worker.stop();
    go.open();
    await stopped;
    await bench.worker('next').drain();
    expect(bench.performed).toEqual(['gate:1:0 card #1', 'gate:1:1 design #1']);
  });

  it('does not wait for ever; the interrupted attempt counts', async () => {
    vi.useFakeTimers();
    const bench = await createBench();
    const worker = bench.worker('w', { graceMs: 5_000 });
    const [begun, never] = [gate(), gate()];
    bench.behave.set('gate:1:0', async ({ attempts }) => {
      begun.open();
      if (attempts === 1) await never.opened;
    });
    await bench.propose('gate');
    void worker.drain();
    await begun.opened;
    const stopped = worker.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    await stopped;
    expect(await bench.worker('next').drain()).toBe(0);
    bench.clock.set(bench.clock.now() + LEASE);
    expect(await bench.worker('next').drain()).toBe(2);
    expect(bench.performed[1]).toBe('gate:1:0 card #2');
    never.open();
  });
});
