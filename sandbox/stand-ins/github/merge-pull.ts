import type { Octokit } from '@octokit/rest';
import { commitTree, headOf, type TreeEntry, treeOf } from './commits.ts';

type Where = { readonly owner: string; readonly repo: string };
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/**
 * Merges a pull request. emulate gives `main` the tree of the head that the pull request had when it was opened; if a real merge
 * gives another one, one more commit makes `main` that. Two changes of one file are a conflict, which GitHub refuses.
 */
export async function mergePull(
  octokit: Octokit,
  where: Where,
  number: number,
  method: MergeMethod = 'squash',
): Promise<string> {
  const pull = (await octokit.pulls.get({ ...where, pull_number: number })).data;
  const ours = await headOf(octokit, where);
  const theirs = (await octokit.git.getRef({ ...where, ref: `heads/${pull.head.ref}` })).data.object.sha;
  const comparison = await octokit.repos.compareCommitsWithBasehead({
    ...where,
    basehead: `${ours}...${theirs}`,
  });
  const tree = await mergedChanges(octokit, where, {
    base: comparison.data.merge_base_commit.sha,
    ...{ ours, theirs },
  });
  const merged = (await octokit.pulls.merge({ ...where, pull_number: number, merge_method: method })).data
    .sha;
  const wanted = await octokit.git.createTree({
    ...where,
    base_tree: (await octokit.git.getCommit({ ...where, commit_sha: ours })).data.tree.sha,
    tree: [...tree],
  });
  const got = (await octokit.git.getCommit({ ...where, commit_sha: merged })).data.tree.sha;
  if (got !== wanted.data.sha)
    await commitTree(octokit, where, { base: ours, parent: merged, tree, message: 'Keep what was on main' });
  return merged;
}

/** What the branch changes, as entries for the tree of `ours`. Throws if both sides changed a file. */
async function mergedChanges(
  octokit: Octokit,
  where: Where,
  commits: { readonly base: string; readonly ours: string; readonly theirs: string },
): Promise<readonly TreeEntry[]> {
  const [base, ours, theirs] = [
    await entriesOf(octokit, where, commits.base),
    await entriesOf(octokit, where, commits.ours),
    await entriesOf(octokit, where, commits.theirs),
  ];
  const paths = [...new Set([...base.keys(), ...theirs.keys()])];
  return paths.flatMap((path): readonly TreeEntry[] => {
    const [before, here, there] = [base.get(path), ours.get(path), theirs.get(path)];
    if (same(before, there) || same(here, there)) return [];
    if (!same(before, here)) throw new Error(`merge conflict in ${path}`);
    const { mode, type } = there ?? before ?? { mode: '100644', type: 'blob' };
    return [{ path, mode, type, sha: there?.sha ?? null }];
  });
}

type Entry = Pick<TreeEntry, 'mode' | 'type'> & { readonly sha: string };

function same(one: Entry | undefined, other: Entry | undefined): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}

async function entriesOf(octokit: Octokit, where: Where, at: string): Promise<ReadonlyMap<string, Entry>> {
  return new Map((await treeOf(octokit, where, at)).map(({ path, ...entry }) => [path, entry]));
}
