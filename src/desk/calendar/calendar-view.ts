import { deskPath } from '#desk/paths.ts';
import { DAY } from '#shared/clock.ts';
import { utcDay } from '#shared/utc-day.ts';

/** What a person looks at in the calendar. An address holds all of it. */
export interface CalendarView {
  /** Null for all surfaces. */
  readonly surface: string | null;
  /** The Monday of the first week, milliseconds since the Unix epoch; null for the week of today. */
  readonly from: number | null;
  /** 1 for the first. */
  readonly page: number;
}

export const WHOLE_CALENDAR: CalendarView = { surface: null, from: null, page: 1 };
const WEEK = 7 * DAY;
/** A Monday. */
const FIRST_MONDAY = Date.UTC(1970, 0, 5);
const LONGEST = 200;

/** The Monday of the week of a moment, in UTC. */
export function mondayOf(at: number): number {
  return at - ((((at - FIRST_MONDAY) % WEEK) + WEEK) % WEEK);
}

/** What an address asks for; what cannot be read is left out. */
export function readCalendar(query: URLSearchParams): CalendarView {
  const surface = (query.get('surface')?.trim() ?? '').slice(0, LONGEST).toWellFormed().trim();
  const day = query.get('from') ?? '';
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const page = /^[1-9]\d{0,4}$/.exec(query.get('page') ?? '')?.[0];
  return {
    surface: surface === '' ? null : surface,
    from: Number.isNaN(at) ? null : mondayOf(at),
    page: page === undefined ? 1 : Number(page),
  };
}

/** The address of a view. */
export function calendarAddress({ surface, from, page }: CalendarView): string {
  const query = new URLSearchParams({
    ...(surface === null ? {} : { surface }),
    ...(from === null ? {} : { from: utcDay(from) }),
    ...(page === 1 ? {} : { page: String(page) }),
  });
  const written = query.toString();
  return written === '' ? deskPath('/calendar') : `${deskPath('/calendar')}?${written}`;
}
