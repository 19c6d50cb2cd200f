import { HOUR } from '#shared/clock.ts';

/** GitHub's requests an hour for one token. */
const LIMIT = 5_000;

/** What is left of an hour's requests. */
export interface Quota {
  /** False if this request is one too many. */
  readonly isLeft: boolean;
  /** GitHub's headers about it, and the date of the answer by the same clock. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts requests by the hours of this clock (milliseconds since 1970), as GitHub does for a token. */
export function createHourlyQuota(now: () => number): () => Quota {
  let used = 0;
  let reset = 0;
  return () => {
    if (now() >= reset) [used, reset] = [0, now() + HOUR];
    used += 1;
    return {
      isLeft: used <= LIMIT,
      headers: {
        date: new Date(now()).toUTCString(),
        'x-ratelimit-limit': String(LIMIT),
        'x-ratelimit-remaining': String(Math.max(0, LIMIT - used)),
        'x-ratelimit-reset': String(Math.ceil(reset / 1_000)),
      },
    };
  };
}
