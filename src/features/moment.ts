import { date } from '#block-kit/mrkdwn.ts';
import { utcDay } from '#shared/utc-day.ts';

/** A moment (milliseconds since the Unix epoch) in the reader's time zone; UTC if that cannot be shown. */
export function moment(at: number, format: string): string {
  return date(at / 1000, format, utcMoment(at));
}

/** A moment (milliseconds since the Unix epoch) as its UTC date and time. */
export function utcMoment(at: number): string {
  return `${utcDay(at)} ${new Date(at).toISOString().slice(11, 16)} UTC`;
}
