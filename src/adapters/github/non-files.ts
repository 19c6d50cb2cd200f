import type { FileEdit } from '#ports/code-host.ts';
import { gitHubFault } from './fault-kinds.ts';
import type { TreeFile } from './tree.ts';

/**
 * Throws `github.not-a-file` if an edit is on a symbolic link, a submodule or a folder, or on a path below a link, a submodule
 * or a file: Git would put a file in its place.
 */
export function refuseNonFiles(files: readonly TreeFile[], edits: readonly FileEdit[]): void {
  const modes = new Map(files.map(({ path, mode }) => [path, mode]));
  const folders = new Set(files.flatMap(({ path }) => above(path)));
  for (const { path, content } of edits) {
    const mode = modes.get(path);
    const what =
      mode === '120000'
        ? 'a symbolic link'
        : mode === '160000'
          ? 'a submodule'
          : folders.has(path)
            ? 'a folder'
            : null;
    if (what !== null) throw notAFile(`${path} is ${what}, so it cannot be edited as a file`);
    const parent = above(path).find((folder) => modes.has(folder));
    if (parent !== undefined && content !== null)
      throw notAFile(`${parent} is no folder, so ${path} cannot be in it`);
  }
}

/** All folders above a path. */
function above(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function notAFile(message: string) {
  return gitHubFault('not-a-file', message);
}
