import { z } from 'zod';
import { EDIT_BLOCK_FIELDS, type EditBlocks } from '#agents/edit-blocks.ts';

/** The answer of a model that changes code. */
export interface ChangeAnswer extends EditBlocks {
  readonly summary: string;
  readonly testPaths: readonly string[];
}

export const ChangeSchema: z.ZodType<ChangeAnswer> = z.object({
  summary: z.string().min(1).max(1_500),
  ...EDIT_BLOCK_FIELDS,
  testPaths: z.array(z.string().min(1).max(300)).max(20),
});
