import { DAY } from '#shared/clock.ts';

/** A figure of every day of a month, in order. */
export type PerDay = readonly number[];

/** How many of the moments fall on each day since `start` (milliseconds since 1970), of so many days; later ones are left out. */
export function countPerDay(moments: readonly number[], start: number, days: number): PerDay {
  const counts = new Array<number>(days).fill(0);
  for (const moment of moments) {
    const day = Math.floor((moment - start) / DAY);
    if (day >= 0 && day < days) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}

/** The days from Monday to Friday; `start` is the midnight of the first. */
export function workDaysOf(perDay: PerDay, start: number): PerDay {
  return perDay.filter((_, day) => {
    const weekday = new Date(start + day * DAY).getUTCDay();
    return weekday >= 1 && weekday <= 5;
  });
}

/** The value in the middle, or between the two there; NaN if there is none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
