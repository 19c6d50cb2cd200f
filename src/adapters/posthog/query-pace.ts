import { type Clock, HOUR } from '#shared/clock.ts';
import { AppError } from '#shared/errors.ts';
import { postHogFault } from './fault-kinds.ts';

/** What a query is for: a job that runs by the clock can wait, a person who waits for a plan should not. */
export type QueryPurpose = 'job' | 'plan';

/** Keeps this process within the limit of queries. */
export interface QueryPace {
  /** Throws what `run` would throw now without asking. */
  check(purpose: QueryPurpose): void;
  /**
   * Asks a query, or throws `posthog.rate-limited` without asking: until the moment that PostHog named last, and for a job
   * if its budget of the hour is used up.
   */
  run<Answer>(purpose: QueryPurpose, ask: () => Promise<Answer>): Promise<Answer>;
}

/**
 * A pace for jobs of `perHour` queries in any hour, those for plans counted in. What is left to the limit of PostHog is
 * kept for plans. A clock that goes back forgets what it counted.
 */
export function createQueryPace(clock: Clock, perHour: number): QueryPace {
  let asked: readonly number[] = [];
  let closedUntil = 0;
  const waitFor = (purpose: QueryPurpose): number => {
    const now = clock.now();
    asked = asked.filter((at) => at > now - HOUR && at <= now);
    if (closedUntil > now && closedUntil <= now + HOUR) return closedUntil - now;
    const oldest = asked.at(-perHour);
    return purpose === 'plan' || oldest === undefined ? 0 : oldest + HOUR - now;
  };
  const check = (purpose: QueryPurpose): void => {
    const retryAfterMs = waitFor(purpose);
    if (retryAfterMs > 0) throw waiting(retryAfterMs);
  };
  return {
    check,
    run: async (purpose, ask) => {
      check(purpose);
      asked = [...asked, clock.now()];
      try {
        return await ask();
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.kind === 'rate-limited')
          closedUntil = clock.now() + Math.min(HOUR, thrown.retryAfterMs ?? 0);
        throw thrown;
      }
    },
  };
}

function waiting(retryAfterMs: number): AppError {
  const minutes = Math.ceil(retryAfterMs / 60_000);
  const message = `The queries that PostHog allows in an hour are used up. The bot asks again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. If this goes on, raise POSTHOG_QUERIES_PER_HOUR as far as your plan of PostHog allows.`;
  return postHogFault('rate-limited', message, { retryAfterMs });
}
