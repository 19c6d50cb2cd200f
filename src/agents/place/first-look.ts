import type { ModelFiles } from '#agents/model-files.ts';
import { type FlagReaders, findFlagReaders } from '#agents/place/flag-readers.ts';
import { listFolder } from '#agents/place/list-folder.ts';
import { readManifests } from '#agents/place/manifests.ts';
import { type TestLayout, testLayout } from '#agents/place/test-layout.ts';
import type { SourceFile } from '#ports/code-host.ts';

const RULES =
  /^(?:(?:\.github|docs)\/)?(?:agents|claude|contributing|codeowners|pull_request_template)(?:\.md|\.txt)?$|^\.github\/copilot-instructions\.md$|^\.cursorrules$/i;
const LONGEST_RULES = 4_000;
const MOST_RULES = 6;

/** What an author sees of a repository before the first question. */
export interface FirstLook {
  /** How many files there are, and the folders, or all paths if they are few. */
  readonly listing: string;
  readonly files: number;
  readonly flags: FlagReaders;
  readonly tests: TestLayout;
  /** The repository's own rules and its manifests, bounded. */
  readonly documents: readonly SourceFile[];
}

/** The files in which a repository says how to work in it. */
export function rulePaths(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => RULES.test(path)).slice(0, MOST_RULES);
}

async function readRules(files: ModelFiles): Promise<readonly SourceFile[]> {
  const read = await Promise.all(
    rulePaths(files.repository.paths).map(async (path) => ({ path, text: await files.read(path) })),
  );
  return read.flatMap(({ path, text }) => {
    if (text === null) return [];
    const content = text.length > LONGEST_RULES ? `${text.slice(0, LONGEST_RULES)}\n(cut here)` : text;
    return [{ path, content }];
  });
}

/** Looks at a repository once: rules, manifests, how flags are read, tests, folders. All of it is data of the repository. */
export async function takeFirstLook(files: ModelFiles): Promise<FirstLook> {
  const { paths } = files.repository;
  const [rules, manifests] = await Promise.all([readRules(files), readManifests(files)]);
  return {
    listing: listFolder(paths, '', 1).text,
    files: paths.length,
    flags: await findFlagReaders(files, manifests),
    tests: testLayout(paths, manifests),
    documents: [...rules, ...manifests.map(({ path, text }) => ({ path, content: text }))],
  };
}
