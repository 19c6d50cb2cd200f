import { withhold } from '#agents/redact.ts';
import type { FileEdit, SourceFile } from '#ports/code-host.ts';

/** Source files as a model may see them, and the way back for its edits. */
export interface WithheldFiles {
  readonly files: readonly SourceFile[];
  /** Puts what was withheld from a file back into the edit of that file, and of no other. */
  restore<Edit extends FileEdit>(edits: readonly Edit[]): readonly FileEdit[];
}

/** Withholds secrets and personal data in every file for itself, so that none can wander into another file. */
export function withholdFiles(files: readonly SourceFile[]): WithheldFiles {
  const parts = new Map(files.map(({ path, content }) => [path, withhold(content)]));
  return {
    files: [...parts].map(([path, { text }]) => ({ path, content: text })),
    restore: (edits) =>
      edits.map(({ path, content }) => {
        const part = parts.get(path);
        return { path, content: content === null || part === undefined ? content : part.restore(content) };
      }),
  };
}
