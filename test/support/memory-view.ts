import type { RepositoryView, SourceFile } from '#ports/code-host.ts';

/** A repository of these files, at one commit. */
export function memoryView(
  files: readonly SourceFile[],
  modes: Readonly<Record<string, string>> = {},
): RepositoryView {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return {
    paths: [...contents.keys()],
    mode: (path) => (contents.has(path) ? (modes[path] ?? '100644') : null),
    read: async (path) => contents.get(path) ?? null,
    search: async (text) => files.filter(({ content }) => content.includes(text)).map(({ path }) => path),
  };
}
