import { diffArrays } from 'diff';
import type { EditedFile } from '#gate/any/edited-file.ts';
import { lineTexts } from '#gate/any/line-texts.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';

/**
 * What one pull request may change at most, in files and in lines added or removed. A clean-up mostly deletes, and it must
 * take a flag out whole or leave it. A reader of an implementation has to judge new behaviour, a reader of a clean-up only
 * what goes. It may therefore be larger.
 */
export const CHANGE_LIMITS = {
  implement: { files: 10, lines: 400 },
  'clean-up': { files: 30, lines: 1500 },
} as const;

/** Changed lines up to which they are counted exactly, so that time is bounded. */
const COUNTED = 2 * CHANGE_LIMITS['clean-up'].lines;

function changedLines({ before, after }: EditedFile): number {
  const [old, fresh] = [[...lineTexts(before ?? '')], [...lineTexts(after ?? '')]];
  const parts = diffArrays(old, fresh, { maxEditLength: COUNTED });
  if (parts === undefined) return old.length + fresh.length;
  return parts.reduce((sum, { added, removed, count }) => (added || removed ? sum + count : sum), 0);
}

function finding(path: string | null, sentence: string): Finding {
  return { code: 'edits', path, sentence };
}

function problemOf({ path, before, after, mode }: EditedFile): Finding | null {
  if (mode === null && after === null)
    return finding(path, `${path} cannot be deleted, because it does not exist. Leave this edit out.`);
  if (mode !== null && before === null && mode !== '160000')
    return finding(path, `${path} exists and is not UTF-8 text. Do not edit it.`);
  if (before !== null && before === after)
    return finding(path, `${path} is given without any change. Leave this edit out.`);
  return null;
}

/** Whether the edits can be taken at all: there are some, each path once, each changes something, and not too much. */
export function checkSize({ kind }: ProposedChange, files: readonly EditedFile[]): readonly Finding[] {
  const limits = CHANGE_LIMITS[kind];
  const lines = files.reduce((sum, file) => sum + changedLines(file), 0);
  const paths = files.map(({ path }) => path);
  const twice = new Set(paths.filter((path, index) => paths.indexOf(path) < index));
  return [
    ...(files.length === 0 ? [finding(null, 'There are no edits. Give at least one.')] : []),
    ...(files.length > limits.files
      ? [finding(null, `The change edits ${files.length} files. It may edit ${limits.files} at most.`)]
      : []),
    ...(lines > limits.lines
      ? [finding(null, `The change adds and removes ${lines} lines. It may be ${limits.lines} at most.`)]
      : []),
    ...[...twice].map((path) => finding(path, `${path} is edited twice. Give each file once.`)),
    ...files.flatMap((file) => problemOf(file) ?? []),
  ];
}
