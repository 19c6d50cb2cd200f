import type { ClaimStore } from '#ports/claim-store.ts';
import { type Clock, DAY } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { createJobLease, type JobLease } from './hold-job.ts';
import { forgetMarksAhead } from './marks-ahead.ts';
import { createJobVitals, type Elapsed, sinceStart } from './vitals.ts';

/** At most so many missed buckets run later: the newest ones. */
const BACKFILL_LIMIT = 48;
/** Claims of buckets are forgotten after this many days, or 100 buckets if that is longer. */
const KEPT_DAYS = 30;
const SWEPT_AT_A_TIME = 100;
/** A long run renews its job lease this often, in milliseconds. */
const HOLD_EVERY = 20_000;

/** Work that runs by the clock. */
export interface Job {
  readonly name: string;
  /** Length of a bucket in milliseconds; buckets start at whole multiples of it since the Unix epoch. */
  readonly everyMs: number;
  /** Runs one bucket; `bucketStart` in milliseconds since the Unix epoch. */
  readonly run: (bucketStart: number) => Promise<void>;
  /** True if a missed bucket must run later; false if the newest one does the work of all. */
  readonly backfill: boolean;
}

export interface JobsNeeds {
  readonly store: ClaimStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly jobs: readonly Job[];
  /** A clock that never jumps, to see whether jobs stand still. */
  readonly elapsed?: Elapsed;
}

export interface Jobs {
  /**
   * Runs the buckets that are due and that no other process has claimed, oldest first; answers how many.
   * A job that still runs from an earlier tick is skipped. Never throws: faults are logged.
   */
  tick(): Promise<number>;
  /** Ends the leases that dead processes hold on jobs. Only for a process that is alone on the store, before it ticks. */
  takeOver(): Promise<void>;
  /** Throws `jobs.stalled`, with what to do, if jobs stand still. */
  probe(): Promise<void>;
  /** Starts no further bucket and resolves when those that run have ended. */
  stop(): Promise<void>;
}

/**
 * Runs jobs by the clock, any number of processes over one store. One process at a time holds a job and runs its buckets
 * in order; a unique insert marks a bucket that has run. If the process dies in between, the next holder of the job runs
 * the bucket again, so the work of a job must be safe to repeat.
 */
export function createJobs(needs: JobsNeeds): Jobs {
  const leases = new Map<string, JobLease>();
  const leaseOf = (job: Job): JobLease => {
    const lease = leases.get(job.name) ?? createJobLease(needs.store, needs.clock, leaseScopeOf(job));
    leases.set(job.name, lease);
    return lease;
  };
  const running = new Map<string, Promise<number>>();
  const vitals = createJobVitals(needs.elapsed ?? sinceStart);
  let stopped = false;

  const runDue = async (job: Job): Promise<number> => {
    let ran = 0;
    let tried = 0;
    try {
      await forgetMarksAhead(needs, scopeOf(job), () => leaseOf(job).hold());
      for (const bucket of await dueBuckets(needs, job)) {
        if (stopped || !(await leaseOf(job).hold())) break;
        // The earlier holder of the job may have run this bucket after we read the marks.
        if (await needs.store.isClaimed(scopeOf(job), bucketKey(bucket))) continue;
        tried += 1;
        await runBucket(needs, job, leaseOf(job), bucket);
        ran += 1;
      }
    } catch (thrown) {
      logFault(needs.log, job, thrown);
    }
    // Also for a job that fails at every run: otherwise its claims would grow for ever.
    if (tried > 0) await forgetOld(needs, job).catch((thrown: unknown) => logFault(needs.log, job, thrown));
    return ran;
  };
  const runOnce = (job: Job): Promise<number> => {
    vitals.began(job.name);
    const run = runDue(job).finally(() => {
      vitals.ended(job.name);
      running.delete(job.name);
    });
    running.set(job.name, run);
    return run;
  };

  return {
    tick: async () => {
      if (stopped) return 0;
      vitals.ticked();
      const idle = needs.jobs.filter((job) => !running.has(job.name));
      const counts = await Promise.all(idle.map(runOnce));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    takeOver: async () => {
      for (const job of needs.jobs) await forgetAll(needs, leaseScopeOf(job));
    },
    probe: async () => vitals.check(),
    stop: async () => {
      stopped = true;
      await Promise.all(running.values());
    },
  };
}

/** Runs one bucket and marks it, also if it failed: only a bucket that was cut off runs again. */
async function runBucket(needs: JobsNeeds, job: Job, lease: JobLease, bucket: number): Promise<void> {
  const { store, clock, log } = needs;
  const hold = () => {
    lease.hold().catch((thrown: unknown) => logFault(log, job, thrown));
  };
  const timer = setInterval(hold, HOLD_EVERY);
  try {
    await job.run(bucket);
  } finally {
    clearInterval(timer);
    await store.claim(scopeOf(job), bucketKey(bucket), clock.now());
  }
}

/** Starts of the buckets to run now, oldest first: those after the last claim, or the present one alone. */
async function dueBuckets({ store, clock, log }: JobsNeeds, job: Job): Promise<readonly number[]> {
  const present = Math.floor(clock.now() / job.everyMs);
  // Clock skew may have marked buckets that are still to come: they say nothing about the present.
  const last = await store.lastClaim(scopeOf(job), bucketKey(present * job.everyMs));
  const done = last === null ? present - 1 : Math.round(Date.parse(last) / job.everyMs);
  if (done >= present) return [];
  // A first mark, so that the very first bucket also runs again if it is cut off.
  if (last === null) await store.claim(scopeOf(job), bucketKey(done * job.everyMs), clock.now());
  if (!job.backfill) return [present * job.everyMs];
  const missed = present - done;
  const count = Math.min(missed, BACKFILL_LIMIT);
  if (missed > count)
    log.warn('older missed runs of a job are left out', { job: job.name, missed, run: count });
  return Array.from({ length: count }, (_, index) => (present - count + 1 + index) * job.everyMs);
}

async function forgetOld({ store, clock }: JobsNeeds, job: Job): Promise<void> {
  const kept = Math.max(KEPT_DAYS * DAY, 100 * job.everyMs);
  await store.sweepClaims(scopeOf(job), clock.now() - kept, SWEPT_AT_A_TIME);
  await store.sweepClaims(leaseScopeOf(job), clock.now() - DAY, SWEPT_AT_A_TIME);
}

async function forgetAll({ store }: JobsNeeds, scope: string): Promise<void> {
  while ((await store.sweepClaims(scope, Number.MAX_SAFE_INTEGER, SWEPT_AT_A_TIME)) === SWEPT_AT_A_TIME);
}

function leaseScopeOf(job: Job): string {
  return `job-lease:${job.name}`;
}

function scopeOf(job: Job): string {
  return `job:${job.name}`;
}

/** ISO 8601, which sorts by time and can be read in the store. */
function bucketKey(start: number): string {
  return new Date(start).toISOString();
}

function logFault(log: Logger, job: Job, thrown: unknown): void {
  const fault = toAppError(thrown);
  const fields = { job: job.name, ...faultFields(fault) };
  if (fault.retryable) log.warn('a job failed; its next run will try again', fields);
  else log.error('a job failed and needs a person', fields);
}
