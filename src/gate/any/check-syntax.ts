import type { EditedFile } from '#gate/any/edited-file.ts';
import type { Finding } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

/** The line of the first parse error that was not there before, from 1; null if there is none. */
async function brokenLine(
  { path, before, after }: EditedFile,
  base: ChangedRepository,
): Promise<number | null> {
  if (after === null) return null;
  if (path.endsWith('.json')) return isJson(after) || (before !== null && !isJson(before)) ? null : 1;
  const [old, fresh] = await Promise.all([base.parsedBefore(path), base.parsedAfter(path)]);
  const [first] = fresh?.errors ?? [];
  if (first === undefined || (fresh?.errors.length ?? 0) <= (old?.errors.length ?? 0)) return null;
  return first.row + 1;
}

/** Every edited file parses in its language, unless it did not before. */
export async function checkSyntax(file: EditedFile, base: ChangedRepository): Promise<readonly Finding[]> {
  const line = await brokenLine(file, base);
  if (line === null) return [];
  return [
    {
      code: 'syntax',
      path: file.path,
      sentence: `${file.path} does not parse, first at line ${line}. Write code that parses.`,
    },
  ];
}
