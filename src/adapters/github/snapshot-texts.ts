import { createHash } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import { readArchive } from './archive.ts';
import { readBlob } from './blob.ts';
import { blobText } from './blob-text.ts';
import type { GitHubClient } from './client.ts';
import { createPackedTexts, type PackedTexts } from './packed-texts.ts';
import type { TreeFile } from './tree.ts';

type Where = { readonly owner: string; readonly repo: string };

/** Bytes; a longer file is no source that people or models read. */
export const LONGEST_TEXT = 10 * 1024 * 1024;
/** Bytes of all texts together, unpacked. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** Files that are read one by one because the archive lacks them: GitHub's hourly quota is 5,000 requests. */
const MOST_SINGLE = 500;
const PARALLEL = 8;

/** All texts of a commit, as far as they can be held. */
export interface SnapshotTexts {
  readonly texts: PackedTexts;
  /** Files of which it is not known what they hold. */
  readonly unread: readonly TreeFile[];
}

/**
 * Reads the texts of these files in one request, and checks each against the SHA of its blob: what the archive leaves out or
 * rewrites (`export-ignore`, `export-subst`, contents of LFS) is read by that SHA.
 */
export async function readSnapshot(
  client: GitHubClient,
  where: Where,
  commit: string,
  files: readonly TreeFile[],
): Promise<SnapshotTexts> {
  const missing = new Map(files.map((file) => [file.path, file]));
  const texts = createPackedTexts();
  const mayHold = ({ size }: TreeFile) => size <= LONGEST_TEXT && texts.size() + size <= MOST_BYTES;
  const take = (file: TreeFile, bytes: Buffer) => {
    missing.delete(file.path);
    if (blobText(bytes) !== null) texts.add(file.path, bytes);
  };
  const reading = readArchive(client, where, commit, {
    wants: (path, size) => {
      const file = missing.get(path);
      return file !== undefined && file.size === size && mayHold(file);
    },
    take: (path, bytes) => {
      const file = missing.get(path);
      if (file !== undefined && blobSha(bytes) === file.sha) take(file, bytes);
    },
  });
  await reading.catch((thrown: unknown) => {
    // What came before the limit is good, and the rest is told as unread.
    if (!(thrown instanceof AppError && thrown.code.startsWith('answer.'))) throw thrown;
  });
  const single = [...missing.values()].filter(mayHold).slice(0, MOST_SINGLE);
  for (let at = 0; at < single.length; at += PARALLEL) {
    const batch = single.slice(at, at + PARALLEL);
    const read = await Promise.all(batch.map(({ sha }) => readBlob(client, where, sha)));
    for (const [index, file] of batch.entries()) take(file, read[index] ?? Buffer.alloc(0));
  }
  return { texts, unread: [...missing.values()] };
}

/** The name that git gives to a blob of these bytes. */
function blobSha(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
