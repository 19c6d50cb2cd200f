import type { Clock } from '#shared/clock.ts';
import { type Problem, problem } from './problem.ts';

/** Requests of one token that may come at once. */
export const BURST = 60;
/** Requests a second of one token in the long run. */
export const PER_SECOND = 2;
/** Requests of one token that are worked on at the same time, so that no token keeps the others waiting. */
export const AT_ONCE = 6;
/** What a token is held to. */
interface Bounds {
  readonly burst: number;
  readonly perSecond: number;
  readonly atOnce: number;
}

/** Batches of rows come all the time, and each is short work. */
export const INGEST: Bounds = { burst: 400, perSecond: 50, atOnce: 16 };
const BOUNDS = {
  steady: { burst: BURST, perSecond: PER_SECOND, atOnce: AT_ONCE },
  ingest: INGEST,
} as const satisfies Readonly<Record<string, Bounds>>;

/** How often a token may ask. */
export type TokenPace = keyof typeof BOUNDS;

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

/** Makes a rate limit of this pace that goes by this clock. */
export function createRateLimit(clock: Clock, pace: TokenPace): RateLimit {
  const { burst, perSecond, atOnce } = BOUNDS[pace];
  const buckets = new Map<string, Bucket>();
  return {
    take: (token) => {
      const now = clock.now();
      const bucket = buckets.get(token) ?? { left: burst, at: now, working: 0 };
      bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      // The one that was used longest ago is forgotten first.
      buckets.delete(token);
      buckets.set(token, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MOST && oldest !== undefined) buckets.delete(oldest);
      if (bucket.working >= atOnce)
        return tooMany(`This token has ${atOnce} requests at work. Wait for one of them.`, 1);
      if (bucket.left < 1) {
        const seconds = Math.ceil((1 - bucket.left) / perSecond);
        const detail = `A token may send ${burst} requests at once and ${perSecond} a second in the long run. Try again in ${seconds} s.`;
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
