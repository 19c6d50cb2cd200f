import type { ModelFiles } from '#agents/model-files.ts';
import { FLAG_SDKS } from '#agents/place/flag-sdks.ts';
import type { Manifest } from '#agents/place/manifests.ts';
import { searchText } from '#agents/place/search-text.ts';

/** How the code reads flags today. */
export interface FlagReaders {
  /** Names of the flag SDKs that manifests name. */
  readonly sdks: readonly string[];
  /** Lines that ask an SDK for a flag, each with its path and line. */
  readonly lines: readonly string[];
  /** Files whose names speak of flags or experiments. */
  readonly files: readonly string[];
}

const NAMED = /(?:^|\/)[^/]*(?:flag|feature[-_]?(?:toggle|gate|switch)|experiment|toggle)[^/]*(?:\/|\.)/i;
const CODE = /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|go|java|kts?|swift|cs|php|rs|exs?)$/i;
const MOST_LINES = 20;
const MOST_FILES = 20;

/** Finds how the code reads flags: by the SDKs of its manifests, and by the names of its files. */
export async function findFlagReaders(
  files: ModelFiles,
  manifests: readonly Manifest[],
): Promise<FlagReaders> {
  const sdks = FLAG_SDKS.filter(({ manifest }) => manifests.some(({ text }) => manifest.test(text)));
  const calls = [...new Set(sdks.flatMap((sdk) => sdk.calls))];
  const found = await Promise.all(calls.map((call) => searchText(files, call, null)));
  const lines = found.flatMap(({ text }) => text.split('\n').filter((line) => /^\S+:\d+: /.test(line)));
  const named = files.repository.paths.filter((path) => NAMED.test(path) && CODE.test(path));
  return {
    sdks: sdks.map(({ name }) => name),
    lines: [...new Set(lines)].slice(0, MOST_LINES),
    files: named.filter((path) => !/(?:^|\/)node_modules\//.test(path)).slice(0, MOST_FILES),
  };
}
