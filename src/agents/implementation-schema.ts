import { z } from 'zod';
import type { Implementation } from '#domain/agent-output.ts';

/** Whole-file edits. Limits that matter are checked in code, which can say more than a schema. */
export const ImplementationSchema: z.ZodType<Implementation> = z.object({
  summary: z.string().min(1).max(1_500),
  edits: z
    .array(z.object({ path: z.string().min(1).max(300), content: z.string().max(200_000).nullable() }))
    .min(1)
    .max(20),
  testPaths: z.array(z.string().min(1).max(300)).max(10),
});
