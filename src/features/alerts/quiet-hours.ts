import type { LocalTime } from '#features/call-people/local-time.ts';
import type { QuietHours } from '#settings/alerts.ts';

/** Whether a local time is within the quiet hours, which may go over midnight. */
export function isQuietAt(
  { from, until, weekends }: QuietHours,
  { minute, isWeekend }: Pick<LocalTime, 'minute' | 'isWeekend'>,
): boolean {
  if (weekends === true && isWeekend) return true;
  const [start, end] = [minuteOf(from), minuteOf(until)];
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
