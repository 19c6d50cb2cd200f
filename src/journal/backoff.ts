import { LONGEST_WAIT } from '#ports/clock-skew.ts';
import { MINUTE } from '#shared/clock.ts';

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 5 * MINUTE;

/**
 * Milliseconds to wait after failed attempt number `attempts` (from 1): doubling from a second up to five minutes, of
 * which the upper half is drawn by `random` (in [0, 1)) so that many workers do not come back at once. If the far
 * side named a time, the wait is that time and up to a second more, unless the doubling asks for longer. It is never more
 * than `LONGEST_WAIT`, because a due date further ahead counts as clock skew.
 */
export function retryDelay(attempts: number, retryAfterMs: number | null, random: () => number): number {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, attempts - 1));
  const share = random();
  const doubled = ceiling / 2 + share * (ceiling / 2);
  const asked =
    retryAfterMs === null ? 0 : Math.min(retryAfterMs, LONGEST_WAIT - FIRST_DELAY) + share * FIRST_DELAY;
  return Math.ceil(Math.max(doubled, asked));
}
