import type { ShownFile } from '#agents/data-block.ts';
import type { ModelFiles } from '#agents/model-files.ts';
import { textLines } from '#agents/place/answer.ts';
import type { FoundPlace } from '#agents/place/find-place.ts';
import { mergedRanges, type PlaceLog } from '#agents/place/log.ts';
import type { AgentRun } from '#domain/agent-output.ts';
import type { RepositoryView } from '#ports/code-host.ts';

/** What the author of a change read of the repository, and what not. */
export interface ReadingAccount {
  /** Questions it took, and their tokens, answers included. */
  readonly steps: number;
  readonly tokens: number;
  /** Files that were read, whole or in part. */
  readonly files: readonly string[];
  /** Files of the repository that were not read. */
  readonly unread: number;
  /** Requests without an answer, because the budget was used up. */
  readonly unanswered: readonly string[];
  /** What answers left out. */
  readonly cut: readonly string[];
}

/** The account of a search for a place. */
export function accountOf(
  { log, steps }: FoundPlace,
  { paths }: RepositoryView,
  runs: readonly AgentRun[],
): ReadingAccount {
  const files = [...new Set(log.shown.map(({ path }) => path))];
  return {
    steps,
    tokens: runs.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0),
    files,
    unread: paths.length - files.length,
    unanswered: log.unanswered,
    cut: log.cut,
  };
}

/** The files, or the lines of them, that were read, as the author of the change sees them. */
export async function shownFiles(files: ModelFiles, { shown }: PlaceLog): Promise<readonly ShownFile[]> {
  return Promise.all(
    mergedRanges(shown).map(async ({ path, from, to, of }) => {
      const content = (await files.read(path)) ?? '';
      if (from === 1 && to >= of) return { path, content };
      const lines = textLines(content).slice(from - 1, to);
      return { path, content: lines.join('\n'), lines: `lines ${from}-${to} of ${of}` };
    }),
  );
}
