import type { ModelFiles } from '#agents/model-files.ts';
import { type PlaceAnswer, textLines, told } from '#agents/place/answer.ts';
import { mayHoldSecrets } from '#agents/place/secret-paths.ts';

const MOST_LINES = 500;
const MOST_CHARACTERS = 24_000;
const MOST_NEIGHBOURS = 5;

function nearPaths(paths: readonly string[], path: string): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const stem = name.replace(/\..*$/, '');
  const same = paths.filter(
    (other) => other.toLowerCase().endsWith(`/${name}`) || other.toLowerCase() === name,
  );
  const alike = paths.filter((other) => stem.length > 2 && other.toLowerCase().includes(stem));
  return [...new Set([...same, ...alike])].slice(0, MOST_NEIGHBOURS);
}

function missing({ repository }: ModelFiles, path: string): PlaceAnswer {
  const mode = repository.mode(path);
  if (mode === '120000') return told(`${path} is a symbolic link: read the file that it leads to.`);
  if (mode === '160000') return told(`${path} is a submodule, another repository.`);
  if (mode !== null) return told(`${path} is no text.`);
  const near = nearPaths(repository.paths, path);
  return told(`There is no file ${path}.${near.length === 0 ? '' : ` Alike: ${near.join(', ')}`}`);
}

/** How many of the lines fit into one answer; one at least. */
function fitting(lines: readonly string[]): number {
  let characters = 0;
  const index = lines.findIndex((line) => {
    characters += line.length + 1;
    return characters > MOST_CHARACTERS;
  });
  return index < 0 ? lines.length : Math.max(1, index);
}

/** Reads lines of a file, 500 lines or 24,000 characters at most at a time, as the model may see them. */
export async function readRange(
  files: ModelFiles,
  path: string,
  from: number,
  to: number | null,
): Promise<PlaceAnswer> {
  if (mayHoldSecrets(path)) return told(`${path} may hold secrets and is not read.`);
  const text = await files.read(path);
  if (text === null) return missing(files, path);
  const lines = textLines(text);
  if (lines.length === 0) return told(`${path} is empty.`);
  if (from > lines.length) return told(`${path} has ${lines.length} lines.`);
  const asked = lines.slice(from - 1, Math.min(to ?? lines.length, from - 1 + MOST_LINES));
  const shown = asked.slice(0, fitting(asked));
  const last = from - 1 + shown.length;
  const isWhole = last >= Math.min(to ?? lines.length, lines.length);
  const cut = isWhole
    ? null
    : `lines ${from} to ${last} of ${lines.length}; ask with from ${last + 1} for more`;
  return {
    text: cut === null ? shown.join('\n') : `${shown.join('\n')}\n(${cut})`,
    shown: { path, from, to: last, of: lines.length },
    cut,
  };
}
