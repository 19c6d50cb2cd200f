import type { Octokit } from '@octokit/rest';

type Where = { readonly owner: string; readonly repo: string };

type Mode = '100644' | '100755' | '120000' | '160000';

/** One entry of a commit to make: what a file holds, the target of a link, the commit of a submodule. */
export interface NewEntry {
  readonly path: string;
  readonly mode: Mode;
  readonly content: string | Uint8Array;
}

/** One entry of a new tree: `content` writes a file, `sha` reuses a blob, `sha: null` deletes. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: Mode;
  readonly type: 'blob' | 'commit';
  readonly content?: string;
  readonly sha?: string | null;
}

/** Commit at the head of `main`. */
export async function headOf(octokit: Octokit, where: Where): Promise<string> {
  return (await octokit.git.getRef({ ...where, ref: 'heads/main' })).data.object.sha;
}

/** All files of a branch or commit, with their blobs. */
export async function treeOf(octokit: Octokit, where: Where, at: string) {
  const { data } = await octokit.git.getTree({ ...where, tree_sha: at, recursive: '1' });
  return data.tree.flatMap((entry) => {
    const { type, path = '', sha = '', mode } = entry;
    // The tree's own names of modes and types, which the client knows as any text.
    return type === 'tree' ? [] : [{ path, sha, mode: mode as Mode, type: type as TreeEntry['type'] }];
  });
}

/** Keeps bytes in the repository and gives their name. */
export async function makeBlob(
  octokit: Octokit,
  where: Where,
  content: string | Uint8Array,
): Promise<string> {
  const bytes = Buffer.from(content).toString('base64');
  return (await octokit.git.createBlob({ ...where, content: bytes, encoding: 'base64' })).data.sha;
}

/** Commits the tree of `base` with these entries on top of `parent`, and moves `main` there. */
export async function commitTree(
  octokit: Octokit,
  where: Where,
  change: { base: string; parent: string; tree: readonly TreeEntry[]; message: string },
): Promise<string> {
  const base = (await octokit.git.getCommit({ ...where, commit_sha: change.base })).data;
  const made = await octokit.git.createTree({ ...where, base_tree: base.tree.sha, tree: [...change.tree] });
  const commit = await octokit.git.createCommit({
    ...where,
    message: change.message,
    tree: made.data.sha,
    parents: [change.parent],
  });
  await octokit.git.updateRef({ ...where, ref: 'heads/main', sha: commit.data.sha });
  return commit.data.sha;
}
