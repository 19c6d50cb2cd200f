import type { ClaimStore } from '#ports/claim-store.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';

/** Length of a window: a process that dies holds a job up for at most two of them. */
const WINDOW = MINUTE;

/** The right to run one job, held by one process at a time over all that share the store. */
export interface JobLease {
  /** Takes the right, or holds on to it; false where another process has it. */
  hold(): Promise<boolean>;
}

/**
 * A lease out of claims alone: time is cut into windows, and who holds one holds the next as well, as long as it asks in
 * time. Others may take over where the present window and the one before are nobody's, and claim both. Windows that a clock
 * which was ahead has taken stay taken: when they come they hold the job up, as the process itself would have.
 */
export function createJobLease(store: Pick<ClaimStore, 'claim'>, clock: Clock, scope: string): JobLease {
  let held = Number.NEGATIVE_INFINITY;
  const claim = (window: number) => store.claim(scope, new Date(window * WINDOW).toISOString(), clock.now());
  return {
    hold: async () => {
      const window = Math.floor(clock.now() / WINDOW);
      if (held >= window) return true;
      const isOurs = held === window - 1 || (await claim(window - 1));
      if (!isOurs || !(await claim(window))) return false;
      held = window;
      return true;
    },
  };
}
