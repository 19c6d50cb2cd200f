import { setTimeout as sleep } from 'node:timers/promises';
import { warehouseFault } from '#ports/sql-faults.ts';
import { AppError } from '#shared/errors.ts';

/** How far a statement is: its first answer, or the name under which it goes on. */
export type StatementProgress<First> = { readonly first: First } | { readonly running: string };

/** A statement that a database may go on working on after it answered. */
export interface RemoteStatement<First, Whole> {
  readonly start: (signal: AbortSignal) => Promise<StatementProgress<First>>;
  readonly next: (id: string, signal: AbortSignal) => Promise<StatementProgress<First>>;
  /** Fetches what the first answer does not hold. */
  readonly finish: (first: First, signal: AbortSignal) => Promise<Whole>;
  readonly cancel: (id: string, signal: AbortSignal) => Promise<unknown>;
  /** The fault if the time is over, when it is not the statement that took it; null if it is. */
  readonly lateFault?: () => AppError | null;
}

/** The time for a question that makes a database work on nothing, in milliseconds. */
export const PROBE_WITHIN = 5_000;

/** How long a statement is waited for. */
export interface Patience {
  readonly vendor: string;
  readonly seconds: number;
  /** Milliseconds after that, in which the database may end the statement itself. */
  readonly graceMs: number;
  /** Milliseconds before it is asked for the first time; each later pause is twice as long, up to five seconds. */
  readonly pollMs: number;
}

const LONGEST_PAUSE = 5_000;
const CANCEL_WITHIN = 5_000;

/**
 * What the statement gives. One that takes too long is cancelled, as is one that the bot lost sight of; then
 * `warehouse.query-too-slow` is thrown, or what went wrong.
 */
export async function untilDone<First, Whole>(
  { start, next, finish, cancel, lateFault }: RemoteStatement<First, Whole>,
  { vendor, seconds, graceMs, pollMs }: Patience,
): Promise<Whole> {
  const signal = AbortSignal.timeout(seconds * 1_000 + graceMs);
  let running: string | null = null;
  try {
    let progress = await start(signal);
    for (let pause = pollMs; 'running' in progress; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
      running = progress.running;
      await sleep(pause, undefined, { signal });
      progress = await next(running, signal);
    }
    running = null;
    return await finish(progress.first, signal);
  } catch (thrown) {
    // Whether that succeeds is known to the database alone.
    if (running !== null && (signal.aborted || isLost(thrown)))
      await cancel(running, AbortSignal.timeout(CANCEL_WITHIN)).catch(() => {});
    throw signal.aborted ? (lateFault?.() ?? tooSlow(vendor, seconds, thrown)) : thrown;
  }
}

function isLost(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.kind === 'unavailable';
}

/** That a statement took more time than its limits allow. */
export function tooSlow(vendor: string, seconds: number, cause?: unknown): AppError {
  return warehouseFault(
    'query-too-slow',
    `${vendor} did not end the statement within ${seconds} seconds. Use fewer metrics, part the tables by day, or give WAREHOUSE_SECONDS more.`,
    cause === undefined ? {} : { cause },
  );
}
