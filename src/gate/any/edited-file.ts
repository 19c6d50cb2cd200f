import type { ProposedChange } from '#gate/change.ts';

/** An edit with what it replaces. */
export interface EditedFile {
  readonly path: string;
  /** The text before; null for a new file, or if what is there is not UTF-8 text. */
  readonly before: string | null;
  /** The text after; null for a deletion. */
  readonly after: string | null;
  /** Git's mode before; null for a new file. */
  readonly mode: string | null;
}

/** Every edit of a change with the text that it replaces, in the order of the edits. */
export function editedFiles({ repository, edits }: ProposedChange): Promise<readonly EditedFile[]> {
  return Promise.all(
    edits.map(async ({ path, content }) => ({
      path,
      before: await repository.read(path),
      after: content,
      mode: repository.mode(path),
    })),
  );
}
