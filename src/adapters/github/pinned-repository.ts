import type { PinnedRepository } from '#ports/code-host.ts';
import { readBlob } from './blob.ts';
import { blobText } from './blob-text.ts';
import type { GitHubClient } from './client.ts';
import { LONGEST_TEXT, readSnapshot, type SnapshotTexts } from './snapshot-texts.ts';
import { readTree, type TreeFile } from './tree.ts';

type Where = { readonly owner: string; readonly repo: string };

/** Files that are read one by one; for the next one the whole commit is read in one request. */
const MOST_SINGLE = 20;

interface Pin {
  readonly repository: string;
  readonly commit: string;
  readonly defaultBranch: string;
}

/**
 * The repository at this commit. Its tree is read now; a few files by the SHA of their blob when they are asked for; all texts
 * in one request when they are searched or many are read.
 */
export async function pinRepository(client: GitHubClient, where: Where, pin: Pin): Promise<PinnedRepository> {
  const files = await readTree(client, where, pin.commit);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const sources = files.filter(isFile);
  const single = new Map<string, Promise<string | null>>();
  let whole: Promise<SnapshotTexts> | null = null;
  const load = () => {
    whole ??= readSnapshot(client, where, pin.commit, sources).catch((thrown: unknown) => {
      // What failed is asked for again.
      whole = null;
      throw thrown;
    });
    return whole;
  };
  const readSingle = (sha: string) => {
    const known = single.get(sha) ?? readBlob(client, where, sha).then(blobText);
    single.set(sha, known);
    known.catch(() => single.delete(sha));
    return known;
  };
  return {
    ...pin,
    paths: files.map(({ path }) => path),
    mode: (path) => byPath.get(path)?.mode ?? null,
    read: async (path) => {
      const file = byPath.get(path);
      if (file === undefined || !isFile(file) || file.size > LONGEST_TEXT) return null;
      if (whole === null && (single.has(file.sha) || single.size < MOST_SINGLE)) return readSingle(file.sha);
      const { texts, unread } = await load();
      if (unread.includes(file)) return blobText(await readBlob(client, where, file.sha));
      const bytes = texts.get(path);
      return bytes === null ? null : blobText(bytes);
    },
    search: async (text) => (await load()).texts.search(text),
    unsearched: async () => (await load()).unread.map(({ path }) => path),
  };
}

function isFile({ mode }: TreeFile): boolean {
  return mode === '100644' || mode === '100755';
}
