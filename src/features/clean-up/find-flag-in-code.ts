import { isOpenPath, saysGenerated } from '#gate/any/check-paths.ts';
import type { RepositoryView } from '#ports/code-host.ts';
import { keyWord } from '#shared/whole-word.ts';
import { flagNames } from './flag-names.ts';

/** What to look for, and the files in which it was put: they are looked through even if the search knows nothing of them. */
export interface FlagToFind {
  readonly flagKey: string;
  readonly likely: readonly string[];
  /** Names that stood for the key before; left out if none is known. */
  readonly names?: readonly string[];
}

/** The files of a repository that hold a flag. Paths are sorted. */
export interface FlagFound {
  /** Files that hold the key, or a name that stands for it, and that may be edited. */
  readonly places: readonly string[];
  /** Those of them that say what a name stands for: without them the names mean nothing. */
  readonly declaring: readonly string[];
  readonly names: readonly string[];
  /** Files that hold the key and that the bot may not edit: settings of tools, manifests, what is generated. */
  readonly barred: readonly string[];
}

/** Looks through the repository for the flag's key as a whole word, then for the names that stand for it. */
export async function findFlagInCode(
  view: RepositoryView,
  { flagKey, likely, names: known = [] }: FlagToFind,
): Promise<FlagFound> {
  const holding = await pathsHolding(view, flagKey, likely);
  const keyed = new Map(holding.map(({ path, text }) => [path, text]));
  const namesByPath = new Map<string, readonly string[]>();
  for (const [path, text] of keyed) namesByPath.set(path, await flagNames(path, text, flagKey));
  const names = [...new Set([...known, ...[...namesByPath.values()].flat()])].toSorted();
  const texts = new Map(keyed);
  for (const name of names)
    for (const { path, text } of await pathsHolding(view, name, likely)) texts.set(path, text);
  const isEditable = (path: string) => isOpenPath(path) && !saysGenerated(texts.get(path) ?? '');
  const places = [...texts.keys()].filter(isEditable).toSorted();
  return {
    places,
    declaring: places.filter((path) => (namesByPath.get(path) ?? []).length > 0),
    names,
    barred: [...keyed.keys()].filter((path) => !isEditable(path)).toSorted(),
  };
}

/** The text files that hold a word, in their text or, for the key of a flag, in their path. */
async function pathsHolding(view: RepositoryView, word: string, likely: readonly string[]) {
  const whole = keyWord(word);
  const searched = new Set(await view.search(word));
  const candidates = view.paths.filter(
    (path) => searched.has(path) || likely.includes(path) || whole.test(path),
  );
  const read = await Promise.all(
    candidates.map(async (path) => ({
      path,
      text: view.mode(path) === '120000' ? null : await view.read(path),
    })),
  );
  return read.flatMap(({ path, text }) =>
    text !== null && (whole.test(text) || whole.test(path)) ? [{ path, text }] : [],
  );
}
