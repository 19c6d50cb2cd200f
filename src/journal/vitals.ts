import { HOUR, MINUTE } from '#shared/clock.ts';
import { type AppError, ownFault, toAppError } from '#shared/errors.ts';

/** A worker that looked for no effect in this time, in milliseconds, stands still: it looks every few seconds. */
const LONGEST_SILENCE = 15 * MINUTE;
/** A fault that may pass counts once it lasted this long, in milliseconds. */
const PATIENCE = 2 * MINUTE;
/** Ticks come every minute; without one in this time, in milliseconds, none comes any more. */
const LONGEST_BETWEEN_TICKS = 5 * MINUTE;
/** A run of a job takes minutes at most, unless the vendor asks to wait; in milliseconds. */
const LONGEST_RUN = 6 * HOUR;

/** Milliseconds since any fixed moment, by a clock that never jumps. */
export type Elapsed = () => number;

/** The platform's own. */
export const sinceStart: Elapsed = () => performance.now();

/** Whether a worker does its work. */
export interface WorkerVitals {
  /** From now on it should look for effects. */
  began(): void;
  looked(): void;
  failed(thrown: unknown): void;
  /** Throws `worker.failing` or `worker.stalled`, with what to do; nothing before it began. */
  check(): void;
}

/** Nothing is wrong with a worker that has not begun. */
export function createWorkerVitals(elapsed: Elapsed): WorkerVitals {
  let last: number | null = null;
  let fault: AppError | null = null;
  return {
    began: () => {
      last ??= elapsed();
    },
    looked: () => {
      [last, fault] = [elapsed(), null];
    },
    failed: (thrown) => {
      fault = toAppError(thrown);
    },
    check: () => {
      if (last === null) return;
      const silence = elapsed() - last;
      if (fault !== null && (!fault.retryable || silence > PATIENCE)) throw failing(fault);
      if (silence > LONGEST_SILENCE) throw standingStill(silence);
    },
  };
}

function failing(cause: AppError): AppError {
  const message = `The worker cannot look for effects (${cause.code}), so nothing is posted or done outside. ${cause.message}`;
  return ownFault('worker.failing', message, { cause });
}

function standingStill(silence: number): AppError {
  const message = `The worker has not looked for effects for ${minutesOf(silence)} minutes, so nothing is posted or done outside. Restart the bot, and keep its log`;
  return ownFault('worker.stalled', message);
}

/** Whether jobs run. */
export interface JobVitals {
  ticked(): void;
  began(job: string): void;
  ended(job: string): void;
  /** Throws `jobs.stalled`, with what to do; nothing before the first tick. */
  check(): void;
}

/** Nothing is wrong with jobs before their first tick. */
export function createJobVitals(elapsed: Elapsed): JobVitals {
  let last: number | null = null;
  const running = new Map<string, number>();
  return {
    ticked: () => {
      last = elapsed();
    },
    began: (job) => running.set(job, elapsed()),
    ended: (job) => running.delete(job),
    check: () => {
      const now = elapsed();
      if (last !== null && now - last > LONGEST_BETWEEN_TICKS) {
        const message = `No job was looked at for ${minutesOf(now - last)} minutes, so no look is taken and no reminder comes. Restart the bot, and keep its log`;
        throw ownFault('jobs.stalled', message);
      }
      for (const [job, since] of running) {
        if (now - since <= LONGEST_RUN) continue;
        const message = `The job ${job} has run for ${minutesOf(now - since)} minutes and does not end, so it does not run again. Restart the bot, and keep its log`;
        throw ownFault('jobs.stalled', message);
      }
    },
  };
}

function minutesOf(milliseconds: number): number {
  return Math.floor(milliseconds / MINUTE);
}
