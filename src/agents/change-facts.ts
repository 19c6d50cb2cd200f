import { changedView } from '#agents/changed-view.ts';
import type { ReadingAccount } from '#agents/place/reading-account.ts';
import { pullTemplate } from '#agents/pull-template.ts';
import { literalsOf } from '#code/literals.ts';
import { parseFile } from '#code/parse.ts';
import { isTestFile } from '#code/test-paths.ts';
import type { Implementation } from '#domain/agent-output.ts';
import type { FileEdit, RepositoryView } from '#ports/code-host.ts';

/** What code found out about a change while it checked it. */
export interface ChangeFacts {
  /** Edited files that parse without an error, by the language of the parser. */
  readonly parsed: Readonly<Record<string, readonly string[]>>;
  /** Edited files without a parser, or that did not parse before either. */
  readonly unparsed: readonly string[];
  /** Places outside of tests at which the flag key stands as a literal, `path:line`. */
  readonly keyAt: readonly string[];
  /** Places that ask for the variant, `path:line`; none for a clean-up. */
  readonly readAt: readonly string[];
  /** False if the repository has no test runner at all, so that there are no tests. */
  readonly hasTestRunner: boolean;
  /** What the author read; null if that is not known. */
  readonly reading: ReadingAccount | null;
}

interface ParsedEdit {
  readonly path: string;
  readonly language: string | null;
  readonly keyLines: readonly number[];
}

async function parseEdit(path: string, content: string, flagKey: string): Promise<ParsedEdit> {
  const source = await parseFile(path, content);
  if (source === null) return { path, language: null, keyLines: [] };
  const found = literalsOf(source).filter(({ value }) => value === flagKey);
  const language = source.errors.length === 0 ? source.language : null;
  return { path, language, keyLines: isTestFile(path) ? [] : found.map(({ node }) => node.row + 1) };
}

/** A change that the gate accepted, with what its pull request tells. */
export interface WrittenChange extends Implementation {
  readonly facts: ChangeFacts;
  /** The repository's own template for pull requests; null if it has none. */
  readonly template: string | null;
}

/** Finds the facts about a change that the gate accepted. */
async function factsOf(
  repository: RepositoryView,
  edits: readonly FileEdit[],
  flagKey: string,
): Promise<Pick<ChangeFacts, 'parsed' | 'unparsed' | 'keyAt'>> {
  const after = changedView(repository, edits);
  const written = edits.filter(({ content }) => content !== null).map(({ path }) => path);
  const parsed: ParsedEdit[] = [];
  for (const path of written) parsed.push(await parseEdit(path, (await after.read(path)) ?? '', flagKey));
  const languages = [...new Set(parsed.flatMap(({ language }) => language ?? []))];
  return {
    parsed: Object.fromEntries(
      languages.map((name) => [
        name,
        parsed.filter(({ language }) => language === name).map(({ path }) => path),
      ]),
    ),
    unparsed: parsed.filter(({ language }) => language === null).map(({ path }) => path),
    keyAt: parsed.flatMap(({ path, keyLines }) => keyLines.map((line) => `${path}:${line}`)),
  };
}

/** The change with what code found out about it. */
export async function withFacts(
  implementation: Implementation,
  repository: RepositoryView,
  known: Pick<ChangeFacts, 'hasTestRunner' | 'reading' | 'readAt'> & { readonly flagKey: string },
): Promise<WrittenChange> {
  const { flagKey, hasTestRunner, reading, readAt } = known;
  const facts = await factsOf(repository, implementation.edits, flagKey);
  return {
    ...implementation,
    facts: { ...facts, readAt, hasTestRunner, reading },
    template: await pullTemplate(repository),
  };
}
