import { z } from 'zod';

/** A time of day, `HH:MM`. YAML reads 18:30 without quotation marks as a number. */
export const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
  error: 'must be a time of day such as "18:30", in quotation marks',
});

/** A time zone of the IANA list. */
export const timeZoneName = z
  .string()
  .refine(isTimeZone, { error: 'must be a time zone such as Europe/Berlin or UTC' });

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +02:00 are taken too, but know no summer time.
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
