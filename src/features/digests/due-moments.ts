import type { DigestWindow } from '#domain/digest/item.ts';
import { localTime } from '#features/call-people/local-time.ts';
import { type DigestName, type DigestSchedule, WEEKDAYS } from '#settings/digests.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';

/** How long after its moment a digest is made up, milliseconds: later, the next one tells as much. */
const MADE_UP_FOR: Readonly<Record<DigestName, number>> = {
  daily: 12 * HOUR,
  weekly: 3 * DAY,
  review: 7 * DAY,
  monthly: 14 * DAY,
};
/** Days that the moment before lies back at most, and some more. */
const LOOK_BACK = 65;
/** A Monday, from which weeks are counted. */
const FIRST_MONDAY = Date.UTC(1970, 0, 5);

/** What was committed so long before the moment is in every store when the digest is made; a later commit may be under way. */
const SETTLED = MINUTE;

/** A moment at which a digest is due. */
export interface DueMoment {
  /** Local day, `2026-11-30`. */
  readonly day: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** What the digest is about: from the moment before it to this one, each less a minute. */
  readonly window: DigestWindow;
}

/** The newest moment of a digest that is due now; null if it lies too far back to be made up. */
export function dueMoment(
  name: DigestName,
  schedule: DigestSchedule,
  { timeZone, now }: { readonly timeZone: string; readonly now: number },
): DueMoment | null {
  const today = Date.parse(localTime(now, timeZone).day);
  const moments: { readonly day: string; readonly at: number }[] = [];
  for (let back = 0; back <= LOOK_BACK && moments.length < 2; back += 1) {
    const date = today - back * DAY;
    if (!isDueDay(name, schedule, date)) continue;
    const day = new Date(date).toISOString().slice(0, 10);
    const at = wallMoment(date, schedule.at, timeZone);
    if (at <= now) moments.push({ day, at });
  }
  const [newest, before] = moments;
  if (newest === undefined || before === undefined) return null;
  const window = { from: before.at - SETTLED, until: newest.at - SETTLED };
  return now - newest.at < MADE_UP_FOR[name] ? { ...newest, window } : null;
}

function isDueDay(name: DigestName, { day = 'monday' }: DigestSchedule, date: number): boolean {
  const weekday = Math.floor((date - FIRST_MONDAY) / DAY) % 7;
  const week = Math.floor((date - FIRST_MONDAY) / (7 * DAY));
  switch (name) {
    case 'daily':
      return weekday < 5;
    case 'weekly':
      return WEEKDAYS[weekday] === day;
    case 'review':
      return WEEKDAYS[weekday] === day && week % 2 === 0;
    case 'monthly':
      return new Date(date).getUTCDate() === 1;
  }
}

/** When the quarter of a local day begins there. */
export function quarterStart(day: string, timeZone: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return wallMoment(Date.UTC(year, Math.floor((month - 1) / 3) * 3, 1), '00:00', timeZone);
}

/**
 * When a wall clock shows a time on a day (midnight UTC of its date). What the clock shows twice is the first of both; what it skips is
 * as much later as it skips.
 */
function wallMoment(date: number, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const shown = date + hours * HOUR + minutes * MINUTE;
  // The clock is put forward or back within a day of the moment, or not at all.
  const offsets = [shown - DAY, shown + DAY].map((at) => wallOf(at, timeZone) - at);
  const found = offsets.map((offset) => shown - offset).filter((at) => wallOf(at, timeZone) === shown);
  return found.length > 0 ? Math.min(...found) : shown - Math.min(...offsets);
}

/** What a wall clock shows at a moment, as if it were UTC. */
function wallOf(at: number, timeZone: string): number {
  const { day, minute } = localTime(at, timeZone);
  return Date.parse(day) + minute * MINUTE;
}
