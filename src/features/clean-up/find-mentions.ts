import { readablePaths } from '#agents/check-paths.ts';
import type { PinnedRepository, SourceFile } from '#ports/code-host.ts';

/** The files that mention a flag key in their name or text. */
export interface Mentions {
  readonly files: readonly SourceFile[];
  /** True if every file that may be edited was looked through. */
  readonly complete: boolean;
}

/**
 * Finds the files that mention the flag key, among those that may be edited. `likely` are the files in which it was put: they
 * are read even if the search cannot look through them.
 */
export async function findMentions(
  repository: PinnedRepository,
  flagKey: string,
  likely: readonly string[],
): Promise<Mentions> {
  const hinted = new Set([...(await repository.search(flagKey)), ...likely]);
  const named = ({ path, content }: SourceFile) => `${path}\n${content}`.includes(flagKey);
  const files: SourceFile[] = [];
  for (const path of readablePaths(repository.paths, Number.POSITIVE_INFINITY)) {
    if (!hinted.has(path) && !path.includes(flagKey)) continue;
    const content = await repository.read(path);
    if (content !== null && named({ path, content })) files.push({ path, content });
  }
  const left = readablePaths(await repository.unsearched(), Number.POSITIVE_INFINITY);
  return { files, complete: left.every((path) => likely.includes(path)) };
}
