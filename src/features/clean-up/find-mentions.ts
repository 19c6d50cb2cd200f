import { readablePaths } from '#agents/check-paths.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { CodeHost, SourceFile } from '#ports/code-host.ts';

/** One request reads one file: a repository of any size must not use up the code host's hourly quota. */
const MOST_READ = 1_000;
const PARALLEL = 8;

/** Where to look for a flag key. */
export interface MentionsToFind {
  readonly repository: string;
  readonly flagKey: string;
  /** The files in which it was put: they are read first. */
  readonly likely: readonly string[];
  /** Files that are read at most; 1,000 if left out. */
  readonly mostRead?: number;
}

/** The files that mention a flag key in their name or text. */
export interface Mentions {
  readonly files: readonly SourceFile[];
  /** True if every file that may be edited was looked through, by reading it or by the code host's search. */
  readonly complete: boolean;
}

/**
 * Finds the files that mention the flag key, among those that may be edited. The likely ones and those that the code
 * host's search names are read; the whole repository only if the search does not answer or nothing was found, for an
 * index may lag behind. Null if the repository cannot be read.
 */
export async function findMentions(
  { codeHost }: Pick<CoPilot, 'codeHost'>,
  { repository, flagKey, likely, mostRead = MOST_READ }: MentionsToFind,
): Promise<Mentions | null> {
  const listed = await codeHost.listFiles(repository);
  if (listed === null) return null;
  const paths = readablePaths(listed, Number.POSITIVE_INFINITY);
  const searched = await codeHost.searchFiles(repository, flagKey);
  const hinted = new Set([...likely, ...(searched ?? [])]);
  const first = paths.filter((path) => hinted.has(path) || path.includes(flagKey)).slice(0, mostRead);
  const read = (some: readonly string[]) => readMentioning(codeHost, repository, flagKey, some);
  const found = await read(first);
  if (searched !== null && found.length > 0) return { files: found, complete: true };
  const others = paths.filter((path) => !first.includes(path)).slice(0, mostRead - first.length);
  const complete = searched !== null || first.length + others.length === paths.length;
  return { files: [...found, ...(await read(others))], complete };
}

/** Reads files, some at a time, and keeps those that mention the key. What is no text or too large is passed over. */
async function readMentioning(
  codeHost: CodeHost,
  repository: string,
  flagKey: string,
  paths: readonly string[],
): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  for (let at = 0; at < paths.length; at += PARALLEL) {
    const batch = await Promise.all(
      paths.slice(at, at + PARALLEL).map((path) => codeHost.readFile(repository, path)),
    );
    found.push(
      ...batch
        .filter((file) => file !== null)
        .filter(({ path, content }) => `${path}\n${content}`.includes(flagKey)),
    );
  }
  return found;
}
