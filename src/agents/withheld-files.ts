import type { Redaction } from '#agents/redaction.ts';
import type { FileEdit, SourceFile } from '#ports/code-host.ts';

/** Source files as a model may see them, and how its edits get the withheld parts back. */
export interface WithheldFiles {
  readonly files: readonly SourceFile[];
  /** Puts the parts withheld from a file back into the edit of that file, and of no other. */
  restore<Edit extends FileEdit>(edits: readonly Edit[]): readonly FileEdit[];
}

/** Withholds secrets and personal data of each file separately, so that none can move into another file. */
export function withholdFiles(files: readonly SourceFile[], { withhold }: Redaction): WithheldFiles {
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
