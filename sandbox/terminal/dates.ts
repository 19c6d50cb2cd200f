const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The time of day in UTC, as 09:05; `at` in milliseconds since 1970. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** The day in UTC, as Mon 7 Sep. */
export function dayName(at: number): string {
  const date = new Date(at);
  return `${DAYS[date.getUTCDay()] ?? ''} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** The day in UTC as Slack writes it short: Sep 7, 2026. */
function dayWithYear(at: number): string {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
}

/**
 * A moment in the words of Slack's date format (`{date_short_pretty} at {time}`), in UTC. The "pretty" forms, which
 * say today and yesterday, are shown as the date.
 */
export function slackDate(seconds: number, format: string): string {
  const at = seconds * 1000;
  return format.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name.startsWith('date_num')) return new Date(at).toISOString().slice(0, 10);
    if (name.startsWith('date')) return dayWithYear(at);
    if (name === 'time_secs') return new Date(at).toISOString().slice(11, 19);
    return name === 'time' ? clockTime(at) : whole;
  });
}
