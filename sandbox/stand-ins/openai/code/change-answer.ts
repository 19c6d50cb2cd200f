import type { QuestionFile } from '#sandbox/stand-ins/openai/read-question.ts';
import { editBlocks } from './edit-blocks.ts';
import { isTestFile } from './seam.ts';

/** A file as it is to be; null if it goes. */
export interface Rewritten {
  readonly path: string;
  readonly content: string | null;
}

/** The answer that makes the given files into the rewritten ones, in edit blocks. */
export function changeAnswer(
  summary: string,
  files: readonly QuestionFile[],
  rewritten: readonly Rewritten[],
): object {
  const before = new Map(files.map(({ path, content }) => [path, content]));
  const kept = rewritten.flatMap(({ path, content }) => (content === null ? [] : [{ path, content }]));
  const changed = kept.filter(({ path, content }) => before.get(path) !== content);
  return {
    summary,
    edits: changed.flatMap(({ path, content }) => {
      const old = before.get(path);
      return old === undefined ? [] : editBlocks(path, old, content);
    }),
    newFiles: changed.filter(({ path }) => !before.has(path)),
    deletions: rewritten.flatMap(({ path, content }) => (content === null ? [path] : [])),
    testPaths: changed.flatMap(({ path }) => (isTestFile(path) ? [path] : [])),
  };
}
