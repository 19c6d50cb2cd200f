import { z } from 'zod';
import { WEEKDAYS } from '#settings/digests.ts';
import { channelId } from './people-schema.ts';
import { timeOfDay, timeZoneName } from './time-schema.ts';

const channels = z.array(channelId).min(1).max(10);
const at = timeOfDay.optional();
const everyDay = z.strictObject({ channels, at });
const onADay = z.strictObject({ channels, at, day: z.enum(WEEKDAYS).optional() });

/** Which digests are posted, when and where. */
export const digestsSchema = z.strictObject({
  timeZone: timeZoneName.optional(),
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
