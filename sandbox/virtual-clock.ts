import type { Clock } from '#shared/clock.ts';

/** A clock that stands still until it is moved: days pass in milliseconds. */
export interface VirtualClock extends Clock {
  /** Moves time on by so many milliseconds; time never goes back. */
  advance(milliseconds: number): void;
}

/** A virtual clock that begins at `start`, milliseconds since the Unix epoch. */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += Math.max(0, milliseconds);
    },
  };
}
