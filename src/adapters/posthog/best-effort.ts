import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** Work that is a convenience: it holds nothing up, and what fails is left out. */
export interface BestEffort {
  /** Begins the work and does not wait for it. */
  readonly run: (work: () => Promise<unknown>) => void;
  /** Waits for what is under way. */
  readonly close: () => Promise<void>;
}

/**
 * Logs what is left out (`leftOut`, such as "an annotation is left out"). If the key lacks the scope, that is said once, and
 * PostHog is not asked again until the next start.
 */
export function createBestEffort(log: Logger, leftOut: string): BestEffort {
  const pending = new Set<Promise<void>>();
  let isAllowed = true;
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      const fault = toAppError(thrown);
      const isForbidden = fault.code === 'posthog.forbidden';
      if (isAllowed || !isForbidden) log.warn(leftOut, faultFields(fault));
      if (isForbidden) isAllowed = false;
    }
  };
  return {
    run: (work) => {
      if (!isAllowed) return;
      const running = attempt(work).finally(() => pending.delete(running));
      pending.add(running);
    },
    close: async () => void (await Promise.all(pending)),
  };
}
