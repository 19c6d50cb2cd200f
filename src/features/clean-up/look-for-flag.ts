import type { PullRequestRecord } from '#domain/code/state.ts';
import type { BotBody } from '#domain/command.ts';
import { isConfigured } from '#domain/configurations/planned-configurations.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { isOpenPath } from '#gate/any/check-paths.ts';
import type { FileEdit, PinnedRepository, RepositoryView } from '#ports/code-host.ts';
import { type FlagToFind, findFlagInCode } from './find-flag-in-code.ts';
import { variantsThere } from './variants-there.ts';

/** Files that hold no text, however large they are. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|avif|bmp|tiff?|psd|ico|svg|pdf|docx?|xlsx?|pptx?|woff2?|eot|ttf|otf|mp[34]|wav|ogg|flac|mov|avi|webm|zip|t?gz|bz2|xz|zst|7z|rar|tar|jar|war|class|dll|exe|so|dylib|[ao]|pyc|wasm|node|bin|dat|db|sqlite3?|parquet|map|min\.(?:js|css))$/i;

/** What to look for in the code of an experiment. */
export function flagOf(experiment: Experiment): FlagToFind {
  const { code, cleanUp } = experiment;
  const pulls = [code?.pullRequest, ...(cleanUp?.earlier ?? []), cleanUp?.pullRequest];
  return {
    flagKey: designOf(experiment).plan.flagKey,
    likely: [...new Set(pulls.flatMap((pull) => pull?.files ?? []))],
    names: cleanUp?.names ?? [],
  };
}

/**
 * Paths of the files that hold the flag of an experiment now, of a file under test its variants; sorted. Null if its repository cannot be read.
 */
export async function lookForFlag(
  needs: Pick<CoPilot, 'codeHost'>,
  experiment: Experiment,
): Promise<readonly string[] | null> {
  const { plan } = designOf(experiment);
  if (isConfigured(plan)) return [];
  const pinned = await needs.codeHost.pin(experiment.request.repository);
  if (pinned === null) return null;
  const { file } = plan.request;
  if (file !== undefined) return variantsThere(plan, pinned, file);
  return (await findFlagInCode(pinned, flagOf(experiment))).places;
}

/** Tells whether every file that may be edited was looked through: the likely ones are read in any case. */
export async function isSearchedWhole(pinned: PinnedRepository, { likely }: FlagToFind): Promise<boolean> {
  const unsearched = await pinned.unsearched();
  return unsearched.every((path) => likely.includes(path) || !isOpenPath(path) || BINARY.test(path));
}

/** What ends a clean-up: its merge, or the day after it that the flag of a shipped change had. */
type End = Extract<BotBody, { readonly name: 'recordCleanUpMerge' | 'finishCleanUp' }>;

/**
 * The command to give when a clean-up would end: it, if the code holds the flag no more; otherwise that the flag is left. Null if
 * the repository cannot be read now: then nothing is removed.
 */
export async function afterLook(
  needs: Pick<CoPilot, 'codeHost'>,
  experiment: Experiment,
  end: End,
): Promise<BotBody | null> {
  const places = await lookForFlag(needs, experiment);
  if (places === null || places.length === 0) return places === null ? null : end;
  const merge = end.name === 'recordCleanUpMerge' ? end : { number: null, mergedBy: null };
  const revert = await revertOf(needs, experiment, experiment.cleanUp?.pullRequest);
  return {
    ...{ name: 'recordFlagLeft', number: merge.number, mergedBy: merge.mergedBy, places },
    ...(revert === null ? {} : { revert }),
  };
}

/** Address of the commit that reverted a pull request of the experiment; null if none did, or if there is no pull request. */
export async function revertOf(
  { codeHost }: Pick<CoPilot, 'codeHost'>,
  { request }: Experiment,
  pull: Pick<PullRequestRecord, 'number'> | null | undefined,
): Promise<string | null> {
  if (pull == null) return null;
  return (await codeHost.findRevert(request.repository, pull.number))?.url ?? null;
}

/** The repository as if these files were not there. */
export function withoutPaths(view: RepositoryView, left: readonly string[]): RepositoryView {
  if (left.length === 0) return view;
  const hidden = new Set(left);
  return {
    paths: view.paths.filter((path) => !hidden.has(path)),
    mode: (path) => (hidden.has(path) ? null : view.mode(path)),
    read: async (path) => (hidden.has(path) ? null : view.read(path)),
    search: async (text) => (await view.search(text)).filter((path) => !hidden.has(path)),
  };
}

/** Those of the names that no file holds after the edits: if one is there again later, the flag came back. */
export async function namesGone(
  view: RepositoryView,
  names: readonly string[],
  edits: readonly FileEdit[],
): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const name of names) {
    const before = (await view.search(name)).filter((path) => edits.every((edit) => edit.path !== path));
    const after = edits.filter(({ content }) => content?.includes(name) === true);
    if (before.length === 0 && after.length === 0) gone.push(name);
  }
  return gone;
}
