import type { QuietHours } from '#settings/alerts.ts';

/** A moment of a day as a wall shows it. */
export interface WallTime {
  /** `2026-01-05` */
  readonly day: string;
  /** Minutes since midnight. */
  readonly minute: number;
  readonly isWeekend: boolean;
}

/** A moment (milliseconds since the Unix epoch) in a time zone of the IANA list. Throws a RangeError for any other zone. */
export function wallTime(at: number, timeZone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', weekday: 'short' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
    isWeekend: /^S(?:at|un)/.test(part('weekday')),
  };
}

/** Whether a moment of the wall is within the quiet hours, which may go over midnight. */
export function isQuietAt(
  { from, until, weekends }: QuietHours,
  { minute, isWeekend }: Pick<WallTime, 'minute' | 'isWeekend'>,
): boolean {
  if (weekends === true && isWeekend) return true;
  const [start, end] = [minuteOf(from), minuteOf(until)];
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
