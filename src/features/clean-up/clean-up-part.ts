import type { FlagFound } from './find-flag-in-code.ts';

/** Files of one clean-up pull request at most, tests with their code: more are no small change for a reviewer. */
const MOST_FILES = 8;

/** What one pull request takes out, and what is left for the next ones. Paths are sorted. */
export interface CleanUpPart {
  readonly paths: readonly string[];
  readonly left: readonly string[];
}

/**
 * The files of the next pull request: all of them, if they are few. Otherwise those that use the flag, a file with its
 * tests, and last those that declare it, so that the code builds after each part.
 */
export function nextPart({ places, declaring }: Pick<FlagFound, 'places' | 'declaring'>): CleanUpPart {
  if (places.length <= MOST_FILES) return { paths: places, left: [] };
  const users = places.filter((path) => !declaring.includes(path));
  const groups = groupsOf(users.length > 0 ? users : places);
  const paths: string[] = [];
  for (const group of groups) {
    if (paths.length > 0 && paths.length + group.length > MOST_FILES) break;
    paths.push(...group);
  }
  return { paths: paths.toSorted(), left: places.filter((path) => !paths.includes(path)) };
}

/** Files by the thing that they are about: `price.go` and `price_test.go`, `Reminders.java` and `RemindersTest.java`. */
function groupsOf(paths: readonly string[]): readonly (readonly string[])[] {
  return [...Map.groupBy(paths, stem).values()];
}

function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name
    .replace(/\..*$/, '')
    .replace(/^(?:test|spec)[_-]|[_-]?(?:tests?|specs?)$/i, '')
    .toLowerCase();
}
