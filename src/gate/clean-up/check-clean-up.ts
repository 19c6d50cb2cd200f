import { testParts } from '#code/test-parts.ts';
import { isTestFile } from '#code/test-paths.ts';
import type { Finding, ProposedCleanUp } from '#gate/change.ts';
import { type ChangedRepository, MOST_HOLDERS } from '#gate/changed-repository.ts';
import { markChangedCalls } from '#gate/clean-up/changed-calls.ts';
import { checkCodeKept } from '#gate/clean-up/check-code-kept.ts';
import { checkFlagLeft } from '#gate/clean-up/check-flag-left.ts';
import { checkLeftovers } from '#gate/clean-up/check-leftovers.ts';
import { checkSymbolsLeft } from '#gate/clean-up/check-symbols-left.ts';
import { codeFates } from '#gate/clean-up/code-fates.ts';
import { configNames } from '#gate/clean-up/config-names.ts';
import { markDeadCode } from '#gate/clean-up/dead-code.ts';
import { type FlagSymbol, flagSymbols, tellingNames } from '#gate/clean-up/flag-symbols.ts';
import type { ComparedFile } from '#gate/clean-up/piece-tally.ts';
import { functionValues } from '#gate/clean-up/variant-functions.ts';
import { asksFlag, CALL, calleeOf } from '#gate/clean-up/variant-value.ts';
import { nameWord } from '#shared/whole-word.ts';

/** The names that hold the flag's key, in all code outside of tests. */
async function symbolsOf(base: ChangedRepository, key: string): Promise<readonly FlagSymbol[]> {
  const paths = (await base.holdingBefore(key)).filter((path) => !isTestFile(path));
  const found = await Promise.all(
    paths.map(async (path) => {
      const source = await base.parsedBefore(path);
      return source === null
        ? configNames(path, (await base.before(path)) ?? '', key)
        : flagSymbols(source, key);
    }),
  );
  return found.flat();
}

/** What a clean-up has to do with: the names that hold the key, and code files of the experiment, of the change and that name the flag. */
interface CleanUpScope {
  readonly symbols: readonly FlagSymbol[];
  readonly paths: readonly string[];
}

async function scopeOf(change: ProposedCleanUp, base: ChangedRepository): Promise<CleanUpScope> {
  const symbols = await symbolsOf(base, change.plan.flagKey);
  const naming = await Promise.all(
    [change.plan.flagKey, ...tellingNames(symbols)].map((name) => base.holdingBefore(name)),
  );
  const telling = naming.filter((paths) => paths.length <= MOST_HOLDERS);
  const all = [...change.pullRequest, ...change.edits.map(({ path }) => path), ...telling.flat()];
  return { symbols, paths: [...new Set(all)].filter((path) => !isTestFile(path)) };
}

/** Tells whether code that a clean-up has nothing to do with names this. */
async function usedElsewhere(
  base: ChangedRepository,
  files: readonly ComparedFile[],
  name: string,
): Promise<boolean> {
  const known = new Set(files.map(({ source }) => source.path));
  const word = nameWord(name);
  const holders = await base.holdingBefore(name);
  if (holders.length > MOST_HOLDERS) return false;
  for (const path of holders) {
    if (known.has(path) || isTestFile(path) || (await base.parsedBefore(path)) === null) continue;
    if (word.test((await base.before(path)) ?? '')) return true;
  }
  return false;
}

const DOCUMENT = /\.(?:mdx?|rst|txt|adoc|json|ya?ml|toml|csv)$/i;

/** Tells whether templates named this before the change and none does after it. What they were cannot be compared. */
async function leftTemplates(base: ChangedRepository, name: string): Promise<boolean> {
  const before = (await base.holdingBefore(name)).filter((path) => !DOCUMENT.test(path));
  if (before.length > MOST_HOLDERS) return false;
  const isTemplate = async (path: string) => !isTestFile(path) && (await base.parsedBefore(path)) === null;
  const left = new Set(await base.holdingAfter(name));
  const templates = await Promise.all(before.map(async (path) => ((await isTemplate(path)) ? [path] : [])));
  return templates.flat().length > 0 && !templates.flat().some((path) => left.has(path));
}

/** The code outside of tests that a clean-up has to do with, with what becomes of its parts. */
async function comparedFiles(
  { plan, kept }: ProposedCleanUp,
  base: ChangedRepository,
  { symbols, paths }: CleanUpScope,
): Promise<readonly ComparedFile[]> {
  const parsed = await Promise.all(
    paths.map(async (path) => ({
      before: await base.parsedBefore(path),
      after: await base.parsedAfter(path),
    })),
  );
  const sources = parsed.flatMap(({ before, after }) => (before === null ? [] : [{ source: before, after }]));
  const variants = [plan.control, ...plan.treatments];
  const asked = { key: plan.flagKey, kept, control: plan.control, variants, symbols };
  const known = {
    ...asked,
    ...functionValues(
      sources.map(({ source }) => source),
      asked,
    ),
  };
  const files = sources.map(({ source, after }): ComparedFile => {
    const { marks, decisions } = codeFates(source, known);
    const tests = testParts(source.root).map((node) => [node, 'open'] as const);
    return { source, after, marks: new Map([...marks, ...tests]), decisions, isTest: false };
  });
  markChangedCalls(files);
  await markDeadCode(
    files,
    (name) => usedElsewhere(base, files, name),
    (name) => leftTemplates(base, name),
  );
  return files;
}

/** Names that are called to ask for the flag: readers of flags, which stay. Tests do not read flags, they fake them. */
async function readersOf(
  { plan }: ProposedCleanUp,
  base: ChangedRepository,
  { symbols, paths }: CleanUpScope,
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const path of paths) {
    const source = await base.parsedBefore(path);
    for (const node of source?.root.walk() ?? [])
      if (CALL.test(node.type) && asksFlag(node, { key: plan.flagKey, symbols }))
        names.add(calleeOf(node).name);
  }
  return names;
}

/** Reasons against a change that takes the flag out; empty if there is none. */
export async function checkCleanUpChange(
  change: ProposedCleanUp,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const scope = await scopeOf(change, base);
  const files = await comparedFiles(change, base, scope);
  const readers = await readersOf(change, base, scope);
  return [
    ...(await checkFlagLeft(change, base)),
    ...checkCodeKept(files, change),
    ...(await checkSymbolsLeft(change, base, files, readers)),
    ...(await checkLeftovers(change, base)),
  ];
}
