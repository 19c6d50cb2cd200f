import type { ChangeAnswer } from '#agents/change-schema.ts';
import { type AuthoredEdit, applyEdits } from '#tools/repositories/edit-blocks.ts';

/** What a change says beside its edits; the same in both forms. */
export interface ChangeWords {
  readonly summary: string;
  readonly testPaths: readonly string[];
}

/** The answer in blocks, as the author wrote them. */
export function inBlocks(words: ChangeWords, edits: readonly AuthoredEdit[]): ChangeAnswer {
  return {
    ...words,
    edits: edits.flatMap((edit) =>
      'blocks' in edit
        ? edit.blocks.map(({ search, replace }) => ({ path: edit.path, search, replace }))
        : [],
    ),
    newFiles: edits.flatMap((edit) =>
      'content' in edit ? [{ path: edit.path, content: edit.content }] : [],
    ),
    deletions: edits.flatMap((edit) => ('deleted' in edit ? [edit.path] : [])),
  };
}

/** The same change as whole files, `content: null` for a deletion. */
export function inWholeFiles(
  words: ChangeWords,
  files: Readonly<Record<string, string>>,
  edits: readonly AuthoredEdit[],
): object {
  return { ...words, edits: applyEdits(files, edits) };
}
