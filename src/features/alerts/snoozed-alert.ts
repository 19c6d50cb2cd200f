import { z } from 'zod';

/** A snoozed kind of alert, and the key of the message that says so. */
export const SnoozedAlertSchema = z.object({
  experiment: z.string(),
  message: z.string().nullable().default(null),
  alert: z.string(),
});
export type SnoozedAlertShown = z.infer<typeof SnoozedAlertSchema>;
