import type { ModelFiles } from '#agents/model-files.ts';
import { type PlaceAnswer, textLines, told } from '#agents/place/answer.ts';
import { folderName, pathsBelow } from '#agents/place/list-folder.ts';
import { mayHoldSecrets } from '#agents/place/secret-paths.ts';

const MOST_FILES = 40;
const MOST_LINES = 5;
const LONGEST_LINE = 240;
const LAST =
  /(?:^|\/)(?:node_modules|vendor|dist|build|coverage|third_party)\/|\.(?:min\.\w+|lock|map|svg|snap)$/i;

/** The files that hold a text, in the folder; what other people's tools wrote comes last. */
export async function filesWith(
  { repository }: ModelFiles,
  text: string,
  folder: string | null,
): Promise<readonly string[]> {
  const found = await repository.search(text);
  const below = pathsBelow(found, folderName(folder)).filter((path) => !mayHoldSecrets(path));
  return [...below.filter((path) => !LAST.test(path)), ...below.filter((path) => LAST.test(path))];
}

/** What an answer about many files leaves out; null if it is whole. */
export function moreFiles(found: readonly string[], most: number): string | null {
  const rest = found.slice(most);
  if (rest.length === 0) return null;
  return `${rest.length} more files hold it, among them ${rest.slice(0, 10).join(', ')}; search in a folder to see them`;
}

function linesWith(path: string, content: string, isHit: (line: string) => boolean): readonly string[] {
  const hits = textLines(content).flatMap((line, index) =>
    isHit(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, LONGEST_LINE)}`] : [],
  );
  const rest = hits.length - MOST_LINES;
  return rest > 0 ? [...hits.slice(0, MOST_LINES), `${path}: ${rest} more lines`] : hits;
}

/** Lines with a text, exactly as it is written, each with its path and line: five a file, from 40 files at most. */
export async function searchText(
  files: ModelFiles,
  text: string,
  folder: string | null,
): Promise<PlaceAnswer> {
  const found = await filesWith(files, text, folder);
  const shown = await Promise.all(
    found.slice(0, MOST_FILES).map(async (path) => {
      const content = (await files.read(path)) ?? '';
      return linesWith(path, content, (line) => line.includes(text));
    }),
  );
  const lines = shown.flat();
  if (lines.length === 0) return told(`No file holds ${JSON.stringify(text)}, spelled like this.`);
  return told(lines.join('\n'), moreFiles(found, MOST_FILES));
}
