import { type PlaceAnswer, told } from '#agents/place/answer.ts';

const MOST_ENTRIES = 200;

/** A folder as people write it, without slashes at its ends; empty for the whole repository. */
export function folderName(path: string | null): string {
  return (path ?? '').replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}

/** The paths below a folder. */
export function pathsBelow(paths: readonly string[], folder: string): readonly string[] {
  return folder === '' ? paths : paths.filter((path) => path.startsWith(`${folder}/`));
}

/** The direct entries of a folder: folders with the number of files below them, then files. */
function entriesOf(below: readonly string[], folder: string): readonly string[] {
  const folders = new Map<string, number>();
  const files: string[] = [];
  for (const path of below) {
    const [name = '', ...rest] = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
    if (rest.length === 0) files.push(name);
    else folders.set(name, (folders.get(name) ?? 0) + 1);
  }
  return [...[...folders].map(([name, count]) => `${name}/ (${count} files)`), ...files];
}

/** Lists a folder: all paths below it if they are few, otherwise its direct entries from a place on. */
export function listFolder(paths: readonly string[], path: string | null, from: number): PlaceAnswer {
  const folder = folderName(path);
  const below = pathsBelow(paths, folder);
  if (below.length === 0) return told(`There is no folder ${folder}.`);
  if (below.length <= MOST_ENTRIES && from === 1) return told(below.join('\n'));
  const entries = entriesOf(below, folder);
  const shown = entries.slice(from - 1, from - 1 + MOST_ENTRIES);
  const last = from - 1 + shown.length;
  const rest = entries.length - last;
  return told(
    shown.join('\n'),
    rest > 0 ? `entries ${from} to ${last} of ${entries.length}; ask with from ${last + 1} for more` : null,
  );
}
