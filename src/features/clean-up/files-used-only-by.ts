import { definitionsOf } from '#code/definitions.ts';
import { identifiersOf } from '#code/identifiers.ts';
import { parseFile } from '#code/parse.ts';
import { isTestFile } from '#code/test-paths.ts';
import { isOpenPath } from '#gate/any/check-paths.ts';
import type { RepositoryView } from '#ports/code-host.ts';

/** Names that are looked up at most: each is a search through the repository. */
const MOST_NAMES = 60;
/** Letters; a shorter name is found everywhere. */
const SHORTEST = 6;

/**
 * Files that define something which no code outside of these paths uses, with the tests that name it: what a removed arm alone used
 * may stand there. Sorted; none of the given paths.
 */
export async function filesUsedOnlyBy(
  view: RepositoryView,
  paths: readonly string[],
): Promise<readonly string[]> {
  const own = paths.filter((path) => !isTestFile(path));
  const found = new Set<string>();
  for (const name of await namesIn(view, own)) {
    const holders = (await view.search(name)).filter(isOpenPath);
    const others = holders.filter((path) => !isTestFile(path) && !own.includes(path));
    const [definer, ...more] = others;
    if (definer === undefined || more.length > 0 || !(await defines(view, definer, name))) continue;
    for (const path of [definer, ...holders.filter(isTestFile)]) found.add(path);
  }
  return [...found].filter((path) => !paths.includes(path)).toSorted();
}

/** Names that the files use and do not define themselves. */
async function namesIn(view: RepositoryView, paths: readonly string[]): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const path of paths) {
    const source = await parsed(view, path);
    if (source === null) continue;
    const defined = new Set(definitionsOf(source).map(({ name }) => name));
    for (const { text } of identifiersOf(source)) {
      if (text.length >= SHORTEST && !defined.has(text)) names.add(text);
    }
  }
  return [...names].slice(0, MOST_NAMES);
}

async function defines(view: RepositoryView, path: string, name: string): Promise<boolean> {
  const source = await parsed(view, path);
  return source !== null && definitionsOf(source).some((definition) => definition.name === name);
}

async function parsed(view: RepositoryView, path: string) {
  const text = await view.read(path);
  return text === null ? null : parseFile(path, text);
}
