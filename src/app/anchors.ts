import { appendFile, readFile } from 'node:fs/promises';
import { anchorLines, readAnchorLines } from '#journal/anchor-lines.ts';
import { type ChainHead, newestHeads } from '#journal/heads.ts';
import { ownFault } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/** The heads of chains, kept outside of the store. */
export interface Anchors {
  read(): Promise<readonly ChainHead[]>;
  /** Records those that are new, in the log too. */
  record(heads: readonly ChainHead[]): Promise<void>;
}

/**
 * Keeps heads in the log and in a file to which lines are added; null for the log alone: then this process remembers what it
 * recorded, and after a restart the next one begins anew. Throws `anchor.unusable` if the file cannot be read or written.
 */
export function createAnchors(file: string | null, log: Logger): Anchors {
  let remembered: readonly ChainHead[] = [];
  const read = async () => {
    if (file !== null) remembered = readAnchorLines(await textOf(file));
    return remembered;
  };
  return {
    read,
    record: async (heads) => {
      const known = newestHeads(await read());
      const fresh = heads.filter(({ experiment, version }) => known.get(experiment)?.version !== version);
      for (const line of anchorLines(fresh)) {
        log.info('heads of chains', line);
        if (file !== null) await append(file, JSON.stringify(line));
      }
      remembered = [...newestHeads([...known.values(), ...fresh]).values()];
    },
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw unusable(cause);
  }
}

async function append(file: string, line: string): Promise<void> {
  try {
    await appendFile(file, `${line}\n`, { mode: 0o600, flush: true });
  } catch (cause) {
    throw unusable(cause);
  }
}

function unusable(cause: unknown): Error {
  const message = 'The file of AUDIT_ANCHOR cannot be read or written: check its path and permissions';
  return ownFault('anchor.unusable', message, { cause });
}
