import { once } from 'node:events';
import { Parser } from 'tar';
import { isNetworkFault } from '#shared/network-fault.ts';
import type { GitHubClient } from './client.ts';
import { gitHubFault } from './fault-kinds.ts';

/** Bytes of one archive as it is sent, and milliseconds until the last of them. */
const LIMITS = { bytes: 2 * 1024 * 1024 * 1024, milliseconds: 600_000 };

/**
 * Reads the archive of a commit as it comes, and gives every file that `wants` answers true for. It is what the attributes
 * of the repository make of the commit, so files may be missing or differ from it.
 */
export async function readArchive(
  client: GitHubClient,
  where: { readonly owner: string; readonly repo: string },
  commit: string,
  { wants, take }: ArchiveReader,
): Promise<void> {
  const route = 'GET /repos/{owner}/{repo}/tarball/{ref}';
  const body = await client.download(route, { ...where, ref: commit }, LIMITS);
  let broken: unknown = null;
  const parser = new Parser({
    onReadEntry: (entry) => {
      const path = entry.path.slice(entry.path.indexOf('/') + 1);
      if (entry.type !== 'File' || !wants(path, entry.size)) return void entry.resume();
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => take(path, Buffer.concat(chunks)));
    },
  });
  parser.on('error', (thrown: unknown) => {
    broken = thrown;
  });
  try {
    for await (const chunk of body) {
      const isFlowing = parser.write(Buffer.from(chunk));
      // A parser that broke drains no more.
      if (broken !== null) throw broken;
      if (!isFlowing) await once(parser, 'drain');
    }
  } catch (thrown) {
    if (isNetworkFault(thrown))
      throw gitHubFault('unreachable', 'GitHub broke off the archive of a commit', { cause: thrown });
    throw thrown === broken ? unreadable(thrown) : thrown;
  }
  const ended = once(parser, 'end');
  parser.end();
  await ended.catch((thrown: unknown) => {
    throw unreadable(thrown);
  });
}

/** What to do with the files of an archive. */
export interface ArchiveReader {
  /** Whether to read this file; paths are from the root of the repository, sizes in bytes. */
  readonly wants: (path: string, size: number) => boolean;
  readonly take: (path: string, bytes: Buffer) => void;
}

function unreadable(cause: unknown) {
  return gitHubFault('unexpected-answer', 'GitHub sent an archive that cannot be read', { cause });
}
