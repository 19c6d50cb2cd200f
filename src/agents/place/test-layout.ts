import type { Manifest } from '#agents/place/manifests.ts';

const TEST =
  /(?:^|\/)(?:tests?|specs?|__tests__|[\w.]+\.Tests?|(?:android|unit|integration)?[tT]est)\/|(?:^|\/)(?:test_[^/]+|tests?)\.[a-z]+$|[._-](?:test|spec|tests)\.[^/]+$|(?:Test|Tests|Spec)\.[a-z]+$/;
const HELPER = /\.(?:json|ya?ml|snap|md|txt|png|html)$/;
/** Languages whose own tools run tests. */
const BUILT_IN = /(?:^|\/)(?:go\.mod|cargo\.toml|mix\.exs|package\.swift)$/i;
const RUNNER =
  /\b(?:vitest|jest|mocha|ava|jasmine|karma|cypress|playwright|tape|uvu|pytest|unittest|nose2?|tox|rspec|minitest|test-unit|junit|kotest|testng|spock|xunit|nunit|mstest|phpunit|pest)\b|node --test|bun test|deno test/i;

/** How a repository tests itself. */
export interface TestLayout {
  /** False if there is no sign of a test runner at all: no test, none in a manifest, none that a language brings along. */
  readonly hasRunner: boolean;
  /** Files of tests, counted by folder. */
  readonly folders: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

const MOST_FOLDERS = 20;
const MOST_EXAMPLES = 12;

/** Tells whether a path looks like a file of tests. */
function looksLikeTest(path: string): boolean {
  return TEST.test(path) && !HELPER.test(path);
}

/** Reads the test layout from paths and manifests. */
export function testLayout(paths: readonly string[], manifests: readonly Manifest[]): TestLayout {
  const tests = paths.filter((path) => looksLikeTest(path) && !/(?:^|\/)node_modules\//.test(path));
  const counts = new Map<string, number>();
  for (const path of tests) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const folders = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_FOLDERS);
  const named = manifests.some(({ path, text }) => BUILT_IN.test(path) || RUNNER.test(text));
  return {
    hasRunner: tests.length > 0 || named,
    folders: Object.fromEntries(folders),
    examples: tests.slice(0, MOST_EXAMPLES),
  };
}
