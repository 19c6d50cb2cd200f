import { DAY } from '#shared/clock.ts';
import { utcDay } from '#shared/utc-day.ts';

const TYPED = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The start of a typed day in UTC (milliseconds since the Unix epoch): `2026-12-07`, `today` or `tomorrow`; null if it is none. */
export function readDay(typed: string, now: number): number | null {
  const today = Math.floor(now / DAY) * DAY;
  if (typed === 'today') return today;
  if (typed === 'tomorrow') return today + DAY;
  if (!TYPED.test(typed)) return null;
  const at = Date.parse(`${typed}T00:00:00Z`);
  // Of the 30th of February it makes another day.
  return Number.isNaN(at) || utcDay(at) !== typed ? null : at;
}
