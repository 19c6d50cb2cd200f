import { keepFileContract, lineFed } from '#agents/file-contract.ts';
import { mayHoldSecrets } from '#agents/place/secret-paths.ts';
import type { Redaction, Withheld } from '#agents/redaction.ts';
import type { RepositoryView } from '#ports/code-host.ts';

/**
 * The files of a repository as a model may see them: line feeds only, no byte order mark, secrets and personal data
 * withheld. What is withheld of one file cannot move into another.
 */
export interface ModelFiles {
  readonly repository: RepositoryView;
  /** The text as the model sees it; null if there is no such file, it is a link or no text, or its name says that it holds secrets. */
  read(path: string): Promise<string | null>;
  /** The text for the repository of what the model made of a file: withheld parts, line ends and byte order mark are back. */
  restore(path: string, text: string): Promise<string>;
}

interface Seen {
  readonly original: string;
  readonly withheld: Withheld;
}

/** Reads files when they are first asked for, and keeps them. */
export function createModelFiles(repository: RepositoryView, redaction: Redaction): ModelFiles {
  const seen = new Map<string, Promise<Seen | null>>();
  const load = async (path: string): Promise<Seen | null> => {
    // Logs and comments name paths, too, so what holds secrets is kept back here, not only when a model asks.
    const isFile = repository.mode(path)?.startsWith('100') === true && !mayHoldSecrets(path);
    const original = isFile ? await repository.read(path) : null;
    return original === null ? null : { original, withheld: redaction.withhold(lineFed(original)) };
  };
  const look = (path: string): Promise<Seen | null> => {
    const known = seen.get(path) ?? load(path);
    seen.set(path, known);
    return known;
  };
  return {
    repository,
    read: async (path) => (await look(path))?.withheld.text ?? null,
    restore: async (path, text) => {
      const file = await look(path);
      return file === null ? text : keepFileContract(file.original, file.withheld.restore(text));
    },
  };
}
