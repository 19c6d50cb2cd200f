import { z } from 'zod';
import { WEEKDAYS } from '#settings/digests.ts';

const channels = z
  .array(z.string().regex(/^[CG][A-Z0-9]+$/, { error: 'must be a Slack channel id such as C012AB3CD' }))
  .min(1)
  .max(10);
const at = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as "09:00", in quotation marks' })
  .optional();
const everyDay = z.strictObject({ channels, at });
const onADay = z.strictObject({ channels, at, day: z.enum(WEEKDAYS).optional() });

/** Which digests are posted, when and where. */
export const digestsSchema = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as Europe/Berlin or UTC' })
    .optional(),
  daily: everyDay.optional(),
  weekly: onADay.optional(),
  review: onADay.optional(),
  monthly: everyDay.optional(),
});

/** What a team wants to reach. */
export const targetsSchema = z.strictObject({
  experimentsPerQuarter: z.int().min(1).max(1_000).optional(),
  daysToDecision: z.int().min(1).max(365).optional(),
  winRate: z.number().gt(0).max(1).optional(),
  provenShipped: z.number().gt(0).max(1).optional(),
});

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as +02:00 are taken too, but know no summer time.
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
