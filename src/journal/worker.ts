import type { Experiment } from '#domain/experiment.ts';
import type { Store } from '#ports/store.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { createBreaker, type VendorOf } from './breaker.ts';
import { createClockSkewWatch } from './clock-skew-watch.ts';
import { deliver } from './deliver.ts';
import { loadExperiment } from './load.ts';
import type { Execute, Performers, StreamWork } from './perform.ts';
import { createPlaces } from './places.ts';
import { createPump } from './pump.ts';
import { createWorkerVitals, type Elapsed, sinceStart } from './vitals.ts';

export interface WorkerNeeds {
  readonly store: Store;
  readonly execute: Execute;
  readonly performers: Performers;
  /** Who performs what streams ask for that are no experiments; none if left out. */
  readonly streams?: readonly StreamWork[];
  /** Whose circuit an effect waits for, by the ports that it needs. */
  readonly vendorOf: VendorOf;
  /** Reads experiments; from the store if left out. */
  readonly load?: (key: string) => Promise<Experiment | null>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this worker in leases; unique per start, not only per machine. */
  readonly worker: string;
  /** Resolves when there is nothing more urgent than effects; at once if left out. */
  readonly quiet?: () => Promise<void>;
  /** Chance in [0, 1) for the jitter of retries. */
  readonly random?: () => number;
  /** How long a claim holds without renewal, in milliseconds; also how long a crash delays what it interrupted. */
  readonly leaseMs?: number;
  /** Experiments that are served at the same time. */
  readonly limit?: number;
  readonly maxAttempts?: number;
  /** How long `stop` waits for effects that have begun, in milliseconds. */
  readonly graceMs?: number;
  /** A clock that never jumps, to see whether the worker stands still. */
  readonly elapsed?: Elapsed;
}

export interface Worker {
  /**
   * Performs all effects that are due now and those that follow from them; returns how many.
   * Calls while it runs join it. Never throws: faults are logged, and unfinished effects are claimed again later.
   */
  drain(): Promise<number>;
  /** Drains at once and then every `pollMs` milliseconds. */
  start(pollMs: number): void;
  /** Throws what keeps the worker from its work, with what to do. */
  probe(): Promise<void>;
  /** Starts no further effect, waits for those that have begun, and hands the leases back. */
  stop(): Promise<void>;
}

const DEFAULTS = {
  ...{ random: Math.random, leaseMs: MINUTE, limit: 8, maxAttempts: 5, graceMs: 8_000 },
  ...{ quiet: () => Promise.resolve(), elapsed: sinceStart },
} as const;

/** The worker that performs effects: experiments side by side, the effects of one experiment in order. */
export function createWorker(given: WorkerNeeds): Worker {
  const load = given.load ?? ((key: string) => loadExperiment(given.store, key));
  const breaker = createBreaker(given.clock, given.vendorOf);
  const needs = { ...DEFAULTS, ...given, load, breaker, places: createPlaces() };
  const { store, clock, log, worker, leaseMs, limit, graceMs, quiet } = needs;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const stopping = () => stopped;
  const vitals = createWorkerVitals(needs.elapsed);
  const onDamaged = (commit: string) =>
    log.error('a commit cannot be read and is given up: run the audit, then restore a backup', { commit });

  const watch = createClockSkewWatch(needs);
  const pump = createPump({
    limit,
    claim: async (free) => {
      await quiet();
      if (stopped) return [];
      const claimed = await store.claimDue({ worker, now: clock.now(), leaseMs, limit: free, onDamaged });
      vitals.looked();
      return claimed;
    },
    idOf: (delivery) => delivery.commit.id,
    run: (delivery) => deliver({ ...needs, stopping }, delivery),
    onFault: (thrown, id) => {
      if (id === null) vitals.failed(thrown);
      logFault(log, thrown, id);
    },
  });

  const handBack = async () => {
    // An effect that still runs may have done its work: its attempt counts, and no worker takes it for a lease.
    for (const id of pump.running()) await store.postpone(id, worker, clock.now() + leaseMs, 'interrupted');
    await store.release(worker);
  };

  const drain = async (): Promise<number> => {
    if (stopped) return 0;
    await watch().catch((thrown: unknown) => {
      if (!stopped) logFault(log, thrown, null);
    });
    return pump.drain();
  };

  return {
    drain,
    probe: async () => vitals.check(),
    start: (pollMs) => {
      vitals.began();
      timer ??= setInterval(() => void drain(), pollMs);
      void drain();
    },
    stop: async () => {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      await pump.settle(graceMs);
      await handBack().catch((thrown: unknown) => logFault(log, thrown, null));
    },
  };
}

function logFault(log: Logger, thrown: unknown, commit: string | null): void {
  const fault = toAppError(thrown);
  const fields = { ...faultFields(fault), ...(commit === null ? {} : { commit }) };
  if (fault.retryable) log.warn('the worker met a fault and will try again', fields);
  else log.error('the worker met a fault that needs a person', fields);
}
