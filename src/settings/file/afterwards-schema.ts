import { z } from 'zod';

/** What follows the looks: how long people may take to decide, and when auto takes a change back. */
export const afterwardsSchema = z.strictObject({
  decideWithinDays: z.int().min(0).max(365).optional(),
  harmWithinDays: z.int().min(0).max(365).optional(),
  autoRegressionLimit: z.number().gt(0).max(1).optional(),
  steps: z
    .array(z.strictObject({ share: z.number().gt(0).lt(1), days: z.int().min(1).max(60) }))
    .max(10)
    .refine((steps) => steps.every(({ share }, at) => share > (steps[at - 1]?.share ?? 0)), {
      error: 'must go up: each share is larger than the one before',
    })
    .optional(),
  holdback: z
    .strictObject({ share: z.number().gt(0).max(0.5), weeks: z.int().min(1).max(26) })
    .nullable()
    .optional(),
  record: z.boolean().optional(),
  handoff: z.boolean().optional(),
});
