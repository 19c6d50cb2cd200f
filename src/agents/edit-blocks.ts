import { z } from 'zod';

const Path = z.string().min(1).max(300);

/**
 * A change as a model writes it: exact search and replace blocks, new files and deletions. Every `search` stands exactly
 * once in the file as the model was shown it; blocks of one file do not overlap.
 */
export interface EditBlocks {
  readonly edits: readonly { readonly path: string; readonly search: string; readonly replace: string }[];
  readonly newFiles: readonly { readonly path: string; readonly content: string }[];
  readonly deletions: readonly string[];
}

/** The fields of an answer that hold a change. Limits that matter are checked in code, which can say more than a schema. */
export const EDIT_BLOCK_FIELDS = {
  edits: z
    .array(z.object({ path: Path, search: z.string().min(1).max(50_000), replace: z.string().max(50_000) }))
    .max(200),
  newFiles: z.array(z.object({ path: Path, content: z.string().max(100_000) })).max(20),
  deletions: z.array(Path).max(50),
};
