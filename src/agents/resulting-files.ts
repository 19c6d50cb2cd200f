import type { FileEdit, SourceFile } from '#ports/code-host.ts';

/** The known files as they are after the edits; deleted ones are gone. */
export function resultingFiles(
  files: readonly SourceFile[],
  edits: readonly FileEdit[],
): readonly SourceFile[] {
  const contents = new Map<string, string | null>(files.map(({ path, content }) => [path, content]));
  for (const { path, content } of edits) contents.set(path, content);
  return [...contents].flatMap(([path, content]) => (content === null ? [] : [{ path, content }]));
}
