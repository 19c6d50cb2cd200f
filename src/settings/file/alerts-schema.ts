import { z } from 'zod';
import { ISSUE_KINDS } from '#settings/alerts.ts';
import { channelId } from './people-schema.ts';
import { timeOfDay, timeZoneName } from './time-schema.ts';

const perDay = z.int().min(0).max(50);
const quietHours = z
  .strictObject({
    from: timeOfDay,
    until: timeOfDay,
    timeZone: timeZoneName.optional(),
    weekends: z.boolean().optional(),
  })
  .refine(({ from, until }) => from !== until, {
    error: 'must end at another time than it begins',
    path: ['until'],
  });

/** How many alerts a channel gets by themselves, and when. */
export const alertsSchema = z.strictObject({
  perDay: perDay.optional(),
  graceHours: z.int().min(0).max(72).optional(),
  quietHours: quietHours.optional(),
  channels: z
    .array(
      z.strictObject({ channel: channelId, perDay: perDay.optional(), quietHours: quietHours.optional() }),
    )
    .max(100)
    .optional(),
});

/** What goes to the code host as an issue, too. */
export const routingSchema = z.strictObject({
  issues: z.array(z.enum(ISSUE_KINDS)).max(ISSUE_KINDS.length).optional(),
});
