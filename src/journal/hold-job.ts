import type { ClaimStore } from '#ports/claim-store.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';

/** Length of a window: a process that dies delays a job by at most two of them. */
const WINDOW = MINUTE;

/** The right to run one job, held by one of the processes that share the store. */
export interface JobLease {
  /** Takes or renews the right; false if another process has it. */
  hold(): Promise<boolean>;
}

/**
 * A lease made of claims alone: time is cut into windows, and the holder of one gets the next one as well if it asks in
 * time. Another process may take over if the present window and the one before are unclaimed, and claims both. Windows that
 * clock skew claimed too early stay claimed and delay the job when they come, as their process would have.
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
