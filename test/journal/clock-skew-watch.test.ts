import { afterEach, describe, expect, it, vi } from 'vitest';
import { slackFault } from '#adapters/slack/fault-kinds.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { ownFault } from '#shared/errors.ts';
import { propose, START } from '#test/support/experiments.ts';
import { type Bench, createBench, gate, manualClock } from '#test/support/experiments-bench.ts';

const LEASE = MINUTE;
const TOLD = 'a commit waited because of clock skew, and is due now';
const YEAR = 365 * DAY;

afterEach(() => {
  vi.useRealTimers();
});

/** Ticks of five seconds, until so much time has passed. */
async function poll(bench: Bench, worker: { drain(): Promise<number> }, length: number): Promise<number> {
  let done = 0;
  for (let passed = 0; passed < length; passed += 5_000) {
    bench.clock.set(bench.clock.now() + 5_000);
    done += await worker.drain();
  }
  return done;
}

describe('a clock that was ahead', () => {
  it.each([
    ['an hour', HOUR],
    ['a year', YEAR],
  ])('by %s makes a commit late by a lease, not by that', async (_, ahead) => {
    const bench = await createBench();
    await bench.run('gate', propose(START + ahead));
    const worker = bench.worker('w');
    expect(await worker.drain()).toBe(0);
    expect(await poll(bench, worker, LEASE)).toBe(2);
    expect(bench.lines).toMatchObject([{ level: 'warn', message: TOLD, fields: { commit: 'gate:1' } }]);
  });

  it('makes a lease of a process that died hold for one lease', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    await bench.store.claimDue({ worker: 'died', now: START + HOUR, leaseMs: LEASE, limit: 1 });
    const worker = bench.worker('w');
    expect(await worker.drain()).toBe(0);
    expect(await poll(bench, worker, LEASE)).toBe(2);
    expect(bench.performed[0]).toBe('gate:1:0 card #2');
    expect(bench.lines).toMatchObject([{ fields: { worker: 'died', secondsAhead: HOUR / 1000 } }]);
  });

  it('takes no lease from a holder that lives and renews it, whatever its clock says', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const bench = await createBench();
    const [begun, finish] = [gate(), gate()];
    await bench.propose('gate');
    bench.behave.set('gate:1:0', async () => {
      begun.open();
      await finish.opened;
    });
    const ahead = { now: () => bench.clock.now() + HOUR };
    const drained = bench.worker('ahead', { clock: ahead }).drain();
    await begun.opened;
    const other = bench.worker('other');
    for (let passed = 0; passed < 5 * LEASE; passed += 5_000) {
      bench.clock.set(bench.clock.now() + 5_000);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await other.drain()).toBe(0);
    }
    finish.open();
    vi.useRealTimers();
    expect(await drained).toBe(2);
    expect(bench.performed).toEqual(['gate:1:0 card #1', 'gate:1:1 design #1']);
    expect(bench.lines).toEqual([]);
  });

  it('lets its holder create nothing after another worker has taken over', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const made: string[] = [];
    bench.behave.set('gate:1:0', async ({ attempts, confirm }) => {
      // A pause of its process, longer than a lease: nothing renews.
      if (attempts === 1) {
        const other = bench.worker('other');
        await other.drain();
        await poll(bench, other, LEASE);
      }
      await confirm();
      made.push(`attempt ${attempts}`);
    });
    await bench.worker('ahead', { clock: { now: () => bench.clock.now() + HOUR } }).drain();
    expect(made).toEqual(['attempt 2']);
  });
});

describe('a clock that is behind', () => {
  it('takes no lease from those that live, nor what they have put off', async () => {
    const bench = await createBench();
    const behind = manualClock(START - DAY);
    await bench.propose('leased');
    await bench.propose('put-off');
    await bench.store.claimDue({ worker: 'right', now: START, leaseMs: LEASE, limit: 9 });
    const worker = bench.worker('behind', { clock: behind });
    for (let passed = 0; passed < 10 * MINUTE; passed += 20_000) {
      behind.set(START - DAY + passed);
      // Renewed three times a lease; put off again as often as it is tried.
      await bench.store.renew('leased:1', 'right', START + passed + LEASE);
      await bench.store.renew('put-off:1', 'right', START + passed + LEASE);
      await bench.store.postpone('put-off:1', 'right', START + passed + 20_000, 'slack.unavailable');
      expect(await worker.drain()).toBe(0);
      await bench.store.claimDue({ worker: 'right', now: START + passed + 20_000, leaseMs: LEASE, limit: 9 });
    }
    expect(bench.performed).toEqual([]);
  });

  it('begins to count anew if it went back while it watched', async () => {
    const bench = await createBench();
    await bench.run('gate', propose(START + YEAR));
    const worker = bench.worker('w');
    await worker.drain();
    bench.clock.set(START - HOUR);
    expect(await worker.drain()).toBe(0);
    bench.clock.set(START - HOUR + LEASE - 1);
    expect(await worker.drain()).toBe(0);
    expect(await poll(bench, worker, LEASE)).toBe(2);
  });
});

describe('a vendor that asks for a long wait', () => {
  it('is left alone for as long, though what waits is never put off so far that a clock seems wrong', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const asked: number[] = [];
    bench.behave.set('gate:1:0', async () => {
      asked.push(bench.clock.now() - START);
      if (asked.length === 1) throw slackFault('rate-limited', 'wait', { retryAfterMs: 50 * MINUTE });
    });
    const worker = bench.worker('w');
    const waits: number[] = [];
    for (
      let due: number | null = START;
      due !== null && waits.length < 20;
      due = await bench.store.nextDueAt()
    ) {
      waits.push(due - bench.clock.now());
      bench.clock.set(due);
      await worker.drain();
    }
    expect(asked).toEqual([0, 50 * MINUTE]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15 * MINUTE);
    expect(bench.lines.map(({ message }) => message)).not.toContain(TOLD);
  });

  it('performs what is due also if the store cannot list commits with clock skew', async () => {
    const bench = await createBench();
    await bench.propose('gate');
    const skewedWaits = () => Promise.reject(ownFault('store.busy', 'busy'));
    const store = { ...bench.store, skewedWaits };
    expect(await bench.worker('w', { store }).drain()).toBe(2);
    expect(bench.lines).toMatchObject([{ level: 'warn', fields: { code: 'store.busy' } }]);
  });
});
