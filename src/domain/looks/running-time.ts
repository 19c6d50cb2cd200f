import type { LaunchState } from '#domain/launch/state.ts';

type Paused = Pick<LaunchState, 'pause' | 'pauses'>;

/**
 * Milliseconds between two moments in which units could enter: the time paused is left out, because the flag was off
 * and no unit was exposed. What is registered in days is counted in these.
 */
export function activeTime({ pause, pauses }: Paused, from: number, until: number): number {
  const open = pause === null ? [] : [{ from: pause.at, until }];
  const paused = [...pauses, ...open].map((one) => Math.min(one.until, until) - Math.max(one.from, from));
  return until - from - paused.reduce((sum, time) => sum + Math.max(0, time), 0);
}

/** The moment by which so many milliseconds of active time have passed since `from`, given the pauses that are over. */
export function momentAfter({ pauses }: Pick<Paused, 'pauses'>, from: number, active: number): number {
  // Oldest first: a pause that began at that moment or later does not move it.
  return pauses.reduce(
    (moment, pause) =>
      pause.until > from && pause.from < moment ? moment + pause.until - Math.max(pause.from, from) : moment,
    from + active,
  );
}
