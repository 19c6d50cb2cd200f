import { z } from 'zod';

/** How long people may let an experiment wait, in days; 0 switches it off. */
export const waitsSchema = z.strictObject({
  remindAfterDays: z.int().min(0).max(60).optional(),
  callAfterDays: z.int().min(0).max(60).optional(),
  withdrawAfterDays: z.int().min(0).max(365).optional(),
});
