import { type ParsedSource, parseFile } from '#code/parse.ts';
import type { ProposedChange } from '#gate/change.ts';

/** A name in more files than this is no name of an experiment: who uses it is not looked up. */
export const MOST_HOLDERS = 200;

/** The repository before and after a change; every file is parsed once. */
export interface ChangedRepository {
  /** A file's text before the change; null if there is none. */
  before(path: string): Promise<string | null>;
  after(path: string): Promise<string | null>;
  /** A file's syntax tree; null if there is no such file or no parser for it. */
  parsedBefore(path: string): Promise<ParsedSource | null>;
  parsedAfter(path: string): Promise<ParsedSource | null>;
  /** Paths of the files that hold the text before or after the change. */
  holdingBefore(text: string): Promise<readonly string[]>;
  holdingAfter(text: string): Promise<readonly string[]>;
}

function remembered<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** Looks at a repository as it is and as it would be. */
export function changedRepository({
  repository,
  edits,
}: Pick<ProposedChange, 'repository' | 'edits'>): ChangedRepository {
  const edited = new Map(edits.map(({ path, content }) => [path, content]));
  const isLink = (path: string) => repository.mode(path) === '120000';
  const before = remembered(async (path) => (isLink(path) ? null : repository.read(path)));
  const after = async (path: string) => (edited.has(path) ? (edited.get(path) ?? null) : before(path));
  const parse = async (path: string, text: string | null) => (text === null ? null : parseFile(path, text));
  const holdingBefore = remembered(async (text) =>
    (await repository.search(text)).filter((path) => !isLink(path)),
  );
  const parsedBefore = remembered(async (path) => parse(path, await before(path)));
  const parsedEdit = remembered(async (path) => parse(path, edited.get(path) ?? null));
  return {
    before,
    after,
    parsedBefore,
    parsedAfter: (path) => (edited.has(path) ? parsedEdit(path) : parsedBefore(path)),
    holdingBefore,
    holdingAfter: async (text) => [
      ...(await holdingBefore(text)).filter((path) => !edited.has(path)),
      ...[...edited].flatMap(([path, content]) => (content?.includes(text) ? [path] : [])),
    ],
  };
}
