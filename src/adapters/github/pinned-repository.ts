import type { PinnedRepository } from '#ports/code-host.ts';
import { readBlob } from './blob.ts';
import { blobText } from './blob-text.ts';
import type { GitHubClient } from './client.ts';
import { readTree, type TreeFile } from './tree.ts';

type Where = { readonly owner: string; readonly repo: string };

/** Bytes; a longer file is no source that people or models read. */
const LONGEST = 10 * 1024 * 1024;
/** Files that one search reads at most: a repository of any size must not use up GitHub's hourly quota. */
const MOST_SEARCHED = 1_000;
const PARALLEL = 8;

interface Pin {
  readonly repository: string;
  readonly commit: string;
  readonly defaultBranch: string;
}

/** The repository at this commit: its tree is read now, files by the SHA of their blob when they are asked for. */
export async function pinRepository(client: GitHubClient, where: Where, pin: Pin): Promise<PinnedRepository> {
  const files = await readTree(client, where, pin.commit);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const texts = new Map<string, Promise<string | null>>();
  const searched = files.filter(isPlain).slice(0, MOST_SEARCHED);
  const unsearched = files.filter(hasContent).filter((file) => !searched.includes(file));
  const read = async (path: string): Promise<string | null> => {
    const file = byPath.get(path);
    if (file === undefined || !isPlain(file)) return null;
    const known = texts.get(file.sha) ?? readBlob(client, where, file.sha).then(blobText);
    texts.set(file.sha, known);
    // What failed is asked for again; what was read is kept.
    known.catch(() => texts.delete(file.sha));
    return known;
  };
  return {
    ...pin,
    paths: files.map(({ path }) => path),
    mode: (path) => byPath.get(path)?.mode ?? null,
    read,
    search: async (text) => {
      const found: string[] = [];
      for (let at = 0; at < searched.length; at += PARALLEL) {
        const batch = searched.slice(at, at + PARALLEL);
        const contents = await Promise.all(batch.map(({ path }) => read(path)));
        found.push(...batch.flatMap(({ path }, index) => (contents[index]?.includes(text) ? [path] : [])));
      }
      return found;
    },
    unsearched: async () => unsearched.map(({ path }) => path),
  };
}

function hasContent({ mode }: TreeFile): boolean {
  return mode === '100644' || mode === '100755';
}

function isPlain(file: TreeFile): boolean {
  return hasContent(file) && file.size <= LONGEST;
}
