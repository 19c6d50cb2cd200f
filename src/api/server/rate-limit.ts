import type { Clock } from '#shared/clock.ts';
import { type Problem, problem } from './problem.ts';

/** Requests of one token that may come at once. */
export const BURST = 60;
/** Requests a second of one token in the long run. */
export const PER_SECOND = 2;
/** Requests of one token that are worked on at the same time, so that no token keeps the others waiting. */
export const AT_ONCE = 6;
/** Tokens that are remembered at a time; one that is forgotten begins anew. */
const MOST = 10_000;

interface Bucket {
  left: number;
  at: number;
  working: number;
}

/** Holds back tokens that ask too often: a bucket for each, in this process. */
export interface RateLimit {
  /** Takes one request; the answer says why it has to wait, or how to end it. */
  readonly take: (token: string) => Problem | { readonly done: () => void };
}

/** Makes a rate limit that goes by this clock. */
export function createRateLimit(clock: Clock): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take: (token) => {
      const now = clock.now();
      const bucket = buckets.get(token) ?? { left: BURST, at: now, working: 0 };
      bucket.left = Math.min(BURST, bucket.left + (Math.max(0, now - bucket.at) / 1000) * PER_SECOND);
      bucket.at = now;
      // The one that was used longest ago is forgotten first.
      buckets.delete(token);
      buckets.set(token, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MOST && oldest !== undefined) buckets.delete(oldest);
      if (bucket.working >= AT_ONCE)
        return tooMany(`This token has ${AT_ONCE} requests at work. Wait for one of them.`, 1);
      if (bucket.left < 1) {
        const seconds = Math.ceil((1 - bucket.left) / PER_SECOND);
        const detail = `A token may send ${BURST} requests at once and ${PER_SECOND} a second in the long run. Try again in ${seconds} s.`;
        return tooMany(detail, seconds);
      }
      bucket.left -= 1;
      bucket.working += 1;
      return {
        done: () => {
          bucket.working -= 1;
        },
      };
    },
  };
}

function tooMany(detail: string, seconds: number): Problem {
  return problem(429, detail, { headers: { 'retry-after': String(seconds) } });
}
