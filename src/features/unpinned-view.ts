import type { CodeHost, RepositoryView } from '#ports/code-host.ts';

/** A repository as the code host answers for it now; the paths are those that were listed. */
export function unpinnedView(
  codeHost: CodeHost,
  repository: string,
  paths: readonly string[],
): RepositoryView {
  const known = new Set(paths);
  return {
    paths,
    mode: (path) => (known.has(path) ? '100644' : null),
    read: async (path) => (await codeHost.readFile(repository, path))?.content ?? null,
    search: async (text) => (await codeHost.searchFiles(repository, text)) ?? [],
  };
}
