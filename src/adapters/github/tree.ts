import { z } from 'zod';
import type { GitHubClient } from './client.ts';

/** One entry of a tree that is no folder: a file, a symbolic link or a submodule. */
export interface TreeFile {
  /** From the root. */
  readonly path: string;
  /** `100644`, `100755`, `120000` (symbolic link) or `160000` (submodule). */
  readonly mode: string;
  /** Of the blob; of a commit of another repository if it is a submodule. */
  readonly sha: string;
  /** Bytes; 0 for a submodule. */
  readonly size: number;
}

const treeSchema = z.object({
  truncated: z.boolean().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().nullish(),
    }),
  ),
});

/**
 * All files of a tree. GitHub cuts a recursive listing above 100,000 entries or 7 MB;
 * such a tree is walked folder by folder instead.
 */
export async function readTree(
  client: GitHubClient,
  where: { readonly owner: string; readonly repo: string },
  sha: string,
): Promise<readonly TreeFile[]> {
  const route = 'GET /repos/{owner}/{repo}/git/trees/{sha}';
  const whole = await client.call(route, { ...where, sha, recursive: '1' }, treeSchema);
  if (whole.truncated !== true) return filesOf(whole.tree);
  const level = await client.call(route, { ...where, sha }, treeSchema);
  const folders = level.tree.filter((entry) => entry.type === 'tree');
  const files = [...filesOf(level.tree)];
  for (const folder of folders) {
    for (const file of await readTree(client, where, folder.sha)) {
      files.push({ ...file, path: `${folder.path}/${file.path}` });
    }
  }
  return files;
}

function filesOf(tree: z.infer<typeof treeSchema>['tree']): readonly TreeFile[] {
  return tree
    .filter((entry) => entry.type !== 'tree')
    .map(({ path, mode, sha, size }) => ({ path, mode, sha, size: size ?? 0 }));
}
