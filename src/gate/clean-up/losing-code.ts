import { codeTokens } from '#code/code-tokens.ts';
import { type Declaration, declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import { isTestFile } from '#code/test-paths.ts';
import { type ChangedRepository, MOST_HOLDERS } from '#gate/changed-repository.ts';
import type { ComparedFile } from '#gate/clean-up/piece-tally.ts';

/** In these languages a file is named by those that use its functions. */
const NAMED_FILES = new Set(['typescript', 'tsx', 'javascript', 'python', 'rust']);
/** In these, what a file declares outside of types has one meaning in the whole package. */
const OPEN_FILES = new Set(['go', 'kotlin', 'swift', 'php']);

interface LosingFile {
  readonly text: string;
  readonly names: ReadonlySet<string>;
}

/** The files that a losing variant has code in, with the names in this code. */
function losingFiles(files: readonly ComparedFile[]): readonly LosingFile[] {
  return files.flatMap(({ source, decisions }) => {
    const tokens = decisions.flatMap(({ lost }) => lost.flatMap((node) => codeTokens(node)));
    const names = tokens.flatMap(({ kind, text }) => (kind === 'name' && text.length > 2 ? [text] : []));
    return names.length === 0 ? [] : [{ text: source.text, names: new Set(names) }];
  });
}

/** Whether code that names this can only mean this. A method may be another type's. */
function isMeant(
  { kind, name, node }: Declaration,
  source: ParsedSource,
  users: readonly LosingFile[],
): boolean {
  if (kind === 'type') return true;
  if (kind !== 'function' || /method/.test(node.type)) return false;
  if (OPEN_FILES.has(source.language)) return true;
  const stem = (source.path.split('/').at(-1) ?? '').replace(/\.[^.]+$/, '');
  return (
    NAMED_FILES.has(source.language) &&
    users.some(({ text, names }) => names.has(name) && text.includes(stem))
  );
}

/** Files outside of the change that declare what code of a losing variant names, each with this name. Tests are none. */
export async function losingCode(
  files: readonly ComparedFile[],
  own: ReadonlySet<string>,
  base: ChangedRepository,
): Promise<ReadonlyMap<string, string>> {
  const users = losingFiles(files);
  const found = new Map<string, string>();
  for (const name of new Set(users.flatMap(({ names }) => [...names]))) {
    const holders = (await base.holdingAfter(name)).filter((path) => !isTestFile(path));
    if (holders.length > MOST_HOLDERS) continue;
    const sources = await Promise.all(holders.map((path) => base.parsedAfter(path)));
    const declared = sources.flatMap((source) =>
      source === null
        ? []
        : declarationsOf(source.root)
            .filter((item) => item.name === name && (item.kind === 'function' || item.kind === 'type'))
            .map((declaration) => ({ source, declaration })),
    );
    const [only] = declared;
    if (declared.length !== 1 || only === undefined || own.has(only.source.path)) continue;
    if (isMeant(only.declaration, only.source, users)) found.set(only.source.path, name);
  }
  return found;
}
