import type { WireAnswer } from '#sandbox/stand-ins/http/messages.ts';
import { HOUR } from '#shared/clock.ts';
import { problem } from './answers.ts';

/** PostHog's limit of HogQL queries for one key without the paid feature, and on one's own installation. */
export const QUERIES_PER_HOUR = 120;

/** Counts the queries of a key as PostHog does: those of the last hour, whatever came of them. */
export interface QueryLimit {
  /** The refusal of a query that is too many; null if it may be asked, which is then counted. */
  take(): WireAnswer | null;
  /** From now on so many queries an hour. */
  set(perHour: number): void;
}

/** A limit that begins with no query; `now` in milliseconds. */
export function createQueryLimit(now: () => number): QueryLimit {
  let perHour = QUERIES_PER_HOUR;
  let taken: readonly number[] = [];
  return {
    set: (limit) => {
      perHour = limit;
    },
    take: () => {
      taken = taken.filter((at) => at > now() - HOUR);
      if (taken.length < perHour) {
        taken = [...taken, now()];
        return null;
      }
      // Another one may pass when the oldest of those that fill the limit is an hour ago.
      const oldest = taken.at(-perHour) ?? now();
      return throttled(Math.ceil((oldest + HOUR - now()) / 1_000));
    },
  };
}

/** PostHog's 429, in the words of its framework. */
export function throttled(seconds: number): WireAnswer {
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  const answer = problem(429, 'throttled', detail, { type: 'throttled_error' });
  return { ...answer, headers: { 'retry-after': String(seconds) } };
}
