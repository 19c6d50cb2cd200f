import { z } from 'zod';

/** What follows the looks: how long people may take to decide, and when auto takes a change back. */
export const afterwardsSchema = z.strictObject({
  decideWithinDays: z.int().min(0).max(365).optional(),
  autoRegressionLimit: z.number().gt(0).max(1).optional(),
});
