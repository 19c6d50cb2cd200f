import { declarationsOf } from '#code/declarations.ts';
import { isTestFile } from '#code/test-paths.ts';
import type { EditedFile } from '#gate/any/edited-file.ts';
import { lineTexts } from '#gate/any/line-texts.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';

/** From here on a new file is taken for the deleted one under another path. */
const MOVED = 0.6;

function isMoved({ before }: EditedFile, files: readonly EditedFile[]): boolean {
  const lines = lineTexts(before ?? '').filter((line) => line.trim() !== '');
  return files.some(({ before: old, after }) => {
    if (old !== null || after === null) return false;
    const fresh = new Set(lineTexts(after));
    return lines.filter((line) => fresh.has(line)).length >= MOVED * lines.length;
  });
}

/** What a clean-up deletes belongs to the experiment: its pull request brought it, it names the flag, or only what goes used it. */
async function belongs(
  { path, before }: EditedFile,
  change: ProposedChange,
  base: ChangedRepository,
): Promise<boolean> {
  if (change.kind !== 'clean-up') return false;
  if (change.pullRequest.includes(path) || (before ?? '').includes(change.plan.flagKey)) return true;
  const source = await base.parsedBefore(path);
  const names = (source === null ? [] : declarationsOf(source.root))
    .filter(
      ({ kind, name }) => (kind === 'function' || kind === 'type' || kind === 'value') && name.length > 2,
    )
    .map(({ name }) => name);
  for (const other of change.edits) {
    if (!change.pullRequest.includes(other.path)) continue;
    const [old, fresh] = [(await base.before(other.path)) ?? '', other.content ?? ''];
    if (names.some((name) => old.includes(name) && !fresh.includes(name))) return true;
  }
  return false;
}

/** Finds deleted files that have nothing to do with the experiment. Tests are looked at by their cases. */
export async function checkDeletions(
  change: ProposedChange,
  files: readonly EditedFile[],
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const file of files) {
    const { path, before, after } = file;
    if (before === null || after !== null || isMoved(file, files)) continue;
    if (isTestFile(path) && (await base.parsedBefore(path)) !== null) continue;
    if (!(await belongs(file, change, base)))
      found.push({
        code: 'deleted-file',
        path,
        sentence: `${path} has nothing to do with the experiment. Keep it.`,
      });
  }
  return found;
}
