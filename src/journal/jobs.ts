import type { ClaimStore } from '#ports/claim-store.ts';
import { type Clock, DAY } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { createJobLease, type JobLease } from './hold-job.ts';
import { forgetMarksAhead } from './marks-ahead.ts';

/** Missed buckets that are made up for at most, the newest of them. */
const BACKFILL_LIMIT = 48;
/** Claims of buckets are forgotten after this many days, or 100 buckets where that is longer. */
const KEPT_DAYS = 30;
const SWEPT_AT_A_TIME = 100;
/** A run that takes long holds on to its job this often, in milliseconds. */
const HOLD_EVERY = 20_000;

/** Something that the clock makes happen. */
export interface Job {
  readonly name: string;
  /** Length of a bucket in milliseconds; buckets start at whole multiples of it since the Unix epoch. */
  readonly everyMs: number;
  /** Runs one bucket; `bucketStart` in milliseconds since the Unix epoch. */
  readonly run: (bucketStart: number) => Promise<void>;
  /** True where a bucket that was missed has to be made up for; false where the newest one does the work of all. */
  readonly backfill: boolean;
}

export interface JobsNeeds {
  readonly store: ClaimStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly jobs: readonly Job[];
}

export interface Jobs {
  /**
   * Runs the buckets that are due and that no other process has claimed, oldest first; answers how many.
   * A job that still runs from an earlier tick is left alone. Never throws: faults are logged.
   */
  tick(): Promise<number>;
  /** Starts no further bucket and resolves when those that run have ended. */
  stop(): Promise<void>;
}

/**
 * Runs jobs by the clock, any number of processes over one store. One process at a time holds a job and runs its buckets
 * in order; a bucket that has been run is marked by unique insert. Where the process dies in between, the bucket is run
 * again by whoever takes the job over, so the work of a job has to be something that the store does once.
 */
export function createJobs(needs: JobsNeeds): Jobs {
  const leases = new Map<string, JobLease>();
  const leaseOf = (job: Job): JobLease => {
    const lease = leases.get(job.name) ?? createJobLease(needs.store, needs.clock, leaseScopeOf(job));
    leases.set(job.name, lease);
    return lease;
  };
  const running = new Map<string, Promise<number>>();
  let stopped = false;

  const runDue = async (job: Job): Promise<number> => {
    let ran = 0;
    let tried = 0;
    try {
      await forgetMarksAhead(needs, scopeOf(job), () => leaseOf(job).hold());
      for (const bucket of await dueBuckets(needs, job)) {
        if (stopped || !(await leaseOf(job).hold())) break;
        // Whoever had the job before may have come to this bucket after we looked.
        if (await needs.store.isClaimed(scopeOf(job), bucketKey(bucket))) continue;
        tried += 1;
        await runBucket(needs, job, leaseOf(job), bucket);
        ran += 1;
      }
    } catch (thrown) {
      logFault(needs.log, job, thrown);
    }
    // Also of a job that fails at every run, because one thing in it will not mend: its claims would grow for ever.
    if (tried > 0) await forgetOld(needs, job).catch((thrown: unknown) => logFault(needs.log, job, thrown));
    return ran;
  };
  const runOnce = (job: Job): Promise<number> => {
    const run = runDue(job).finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  };

  return {
    tick: async () => {
      if (stopped) return 0;
      const idle = needs.jobs.filter((job) => !running.has(job.name));
      const counts = await Promise.all(idle.map(runOnce));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    stop: async () => {
      stopped = true;
      await Promise.all(running.values());
    },
  };
}

/** Runs one bucket and marks it, also where it failed: only one that was cut off is run again. */
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
  // A replica whose clock was ahead may have marked buckets that are still to come: they say nothing of the present.
  const last = await store.lastClaim(scopeOf(job), bucketKey(present * job.everyMs));
  const done = last === null ? present - 1 : Math.round(Date.parse(last) / job.everyMs);
  if (done >= present) return [];
  // A beginning, so that the very first bucket is made up for too where it is cut off.
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
  else log.error('a job failed and will not mend by itself', fields);
}
