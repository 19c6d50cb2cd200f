/** A moment as a wall clock shows it. */
export interface LocalTime {
  /** `2026-01-05` */
  readonly day: string;
  /** 0 to 23. */
  readonly hour: number;
  /** Minutes since midnight, 0 to 1,439. */
  readonly minute: number;
  readonly isWeekend: boolean;
}

/** A moment (milliseconds since the Unix epoch) in a time zone of the IANA list. Throws a RangeError for any other zone. */
export function localTime(at: number, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', weekday: 'short' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const weekday = part('weekday').replace('.', '');
  const hour = Number(part('hour'));
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    hour,
    minute: hour * 60 + Number(part('minute')),
    isWeekend: weekday === 'Sat' || weekday === 'Sun',
  };
}
