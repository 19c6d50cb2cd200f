import { DAY } from '#shared/clock.ts';

/** Whether a moment is on a Saturday or a Sunday, in UTC. */
function isWeekend(at: number): boolean {
  const day = new Date(at).getUTCDay();
  return day === 0 || day === 6;
}

/** The moment at which so many working days have passed since another one; weekends (UTC) do not count. Milliseconds. */
export function afterWorkingDays(since: number, days: number): number {
  let at = since;
  let left = days * DAY;
  while (left > 0) {
    const midnight = (Math.floor(at / DAY) + 1) * DAY;
    const step = isWeekend(at) ? 0 : Math.min(left, midnight - at);
    left -= step;
    at = left === 0 && step > 0 ? at + step : midnight;
  }
  return at;
}

/** How many midnights (UTC) that end a working day lie between two moments, milliseconds since the Unix epoch. */
export function workingDaysBetween(from: number, until: number): number {
  let days = 0;
  for (let midnight = (Math.floor(from / DAY) + 1) * DAY; midnight <= until; midnight += DAY) {
    if (!isWeekend(midnight - 1)) days += 1;
  }
  return days;
}
