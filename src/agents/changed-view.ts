import type { FileEdit, RepositoryView } from '#ports/code-host.ts';

/** A repository as it is after edits. A new file is an ordinary one; an edited file keeps its mode. */
export function changedView(repository: RepositoryView, edits: readonly FileEdit[]): RepositoryView {
  const contents = new Map(edits.map(({ path, content }) => [path, content]));
  const kept = repository.paths.filter((path) => contents.get(path) !== null);
  const known = new Set(kept);
  const added = edits.filter(({ path, content }) => content !== null && !known.has(path));
  return {
    paths: [...kept, ...added.map(({ path }) => path)].sort(),
    mode: (path) => {
      const content = contents.get(path);
      if (content === null) return null;
      return repository.mode(path) ?? (content === undefined ? null : '100644');
    },
    read: async (path) => {
      const content = contents.get(path);
      return content === undefined ? repository.read(path) : content;
    },
    search: async (text) => {
      const found = await repository.search(text);
      const inEdits = edits.filter(({ content }) => content?.includes(text) === true);
      return [...found.filter((path) => !contents.has(path)), ...inEdits.map(({ path }) => path)];
    },
  };
}

/** Two changes, one after the other, as one against the repository that the first one began with. */
export function mergedEdits(earlier: readonly FileEdit[], later: readonly FileEdit[]): readonly FileEdit[] {
  const merged = new Map(earlier.map((edit) => [edit.path, edit]));
  for (const edit of later) merged.set(edit.path, edit);
  return [...merged.values()];
}
