import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A repository's files: path from its root to text. */
export type RepositoryFiles = Readonly<Record<string, string>>;

const SHOP = join(import.meta.dirname, '../../shop/files');

/** Reads every file under a folder as text; paths use `/` and are sorted. */
export async function loadFiles(folder: string): Promise<RepositoryFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = await Promise.all(
    paths.map(
      async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const,
    ),
  );
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files of the sandbox's shop, as they are on disk. */
export function loadShopFiles(): Promise<RepositoryFiles> {
  return loadFiles(SHOP);
}
