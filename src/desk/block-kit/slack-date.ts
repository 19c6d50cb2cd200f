import { ownValue } from '#shared/own-value.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const LONG_MONTHS = [
  ...(['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'] as const),
  ...(['September', 'October', 'November', 'December'] as const),
] as const;

/** A moment (seconds since 1970) in the words of a date format of Slack, in UTC; "today" and the like show as the date. */
export function slackDateWords(seconds: number, format: string): string {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return '';
  const [day, month, year] = [at.getUTCDate(), at.getUTCMonth(), at.getUTCFullYear()];
  const iso = at.toISOString();
  const long = `${LONG_MONTHS[month] ?? ''} ${day}, ${year}`;
  const written: Readonly<Record<string, string>> = {
    date_num: iso.slice(0, 10),
    date_slash: `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${year}`,
    date: long,
    date_pretty: long,
    date_long: `${LONG_DAYS[at.getUTCDay()] ?? ''}, ${long}`,
    date_long_pretty: `${LONG_DAYS[at.getUTCDay()] ?? ''}, ${long}`,
    date_short: `${MONTHS[month] ?? ''} ${day}, ${year}`,
    date_short_pretty: `${MONTHS[month] ?? ''} ${day}, ${year}`,
    time: `${iso.slice(11, 16)} UTC`,
    time_secs: `${iso.slice(11, 19)} UTC`,
  };
  return format.replaceAll(/\{(\w+)\}/g, (whole, name: string) => ownValue(written, name) ?? whole);
}
