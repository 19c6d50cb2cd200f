import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import { isTestFile } from '#code/test-paths.ts';
import { shared, type WrittenTest, writtenTests } from '#gate/any/written-tests.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';
import type { ChangedRepository } from '#gate/changed-repository.ts';

/** From here on a test is taken for the same one with other words. */
const SAME = 0.6;

/** What a test of a failing flag service says; it need not name the flag. */
const FAILURE =
  /fail|error|down(?![a-z])|unreachable|unavailable|offline|time(?:s|d)?[ _-]?out|reject|throw|raise|cannot|could not|without|exception|no[ _]?answer|disabled|not[ _]?ready|broken/i;

interface TestFile {
  readonly path: string;
  readonly before: readonly WrittenTest[];
  readonly source: ParsedSource;
}

/** Words that tie a test to the experiment: of the flag, its variants, what goes, and helpers that name one of these. */
function experimentWords(source: ParsedSource, seeds: ReadonlySet<string>): ReadonlySet<string> {
  const words = new Set(seeds);
  const helpers = declarationsOf(source.root).filter(
    ({ kind }) => kind === 'function' || kind === 'type' || kind === 'value',
  );
  for (let round = 0; round < 3; round += 1) {
    for (const { name, node, kind } of helpers)
      if (!words.has(name) && kind !== 'type' && mentions(node.text, words)) words.add(name);
  }
  return words;
}

function mentions(text: string, words: ReadonlySet<string>): boolean {
  const parts = new Set(text.match(/[\w$?!]+(?:-[\w$]+)*/gu) ?? []);
  return [...words].some((word) => parts.has(word) || (/\W/.test(word) && text.includes(word)));
}

/** Texts and numbers that all tests of a file have. */
function sharedByAll(tests: readonly WrittenTest[]): ReadonlySet<string> {
  const [first, ...others] = tests.map(({ tokens }) => new Set(tokens.map(({ text }) => text)));
  return new Set(
    others.length === 0 ? [] : [...(first ?? [])].filter((text) => others.every((own) => own.has(text))),
  );
}

/** Tests look alike; what they check is told by their texts and numbers, unless all tests have these. */
function isLike({ title, tokens }: WrittenTest, other: WrittenTest, common: ReadonlySet<string>): boolean {
  const telling = (list: WrittenTest['tokens'], own: string) =>
    list.filter(({ kind, text }) => (kind === 'text' || kind === 'number') && !own.includes(text));
  const all = telling(tokens, title);
  const own = all.filter(({ text }) => !common.has(text));
  const told = own.length < 2 ? all : own;
  if (told.length < 2) return shared(tokens, other.tokens) >= 0.75;
  return shared(told, telling(other.tokens, other.title)) >= SAME && shared(tokens, other.tokens) >= SAME / 2;
}

function isKept(
  test: WrittenTest,
  before: readonly WrittenTest[],
  after: readonly WrittenTest[],
  titles: ReadonlySet<string>,
): boolean {
  if (after.some(({ title }) => title === test.title)) return true;
  const common = sharedByAll(before);
  return after.some((other) => !titles.has(other.title) && isLike(test, other, common));
}

/** Names that the change takes away in code: no edited file declares them any more. */
async function removedNames(change: ProposedChange, base: ChangedRepository): Promise<ReadonlySet<string>> {
  const code = change.edits.filter(({ path }) => !isTestFile(path));
  const [before, after] = await Promise.all(
    [base.parsedBefore, base.parsedAfter].map(async (parsed) => {
      const sources = await Promise.all(code.map(({ path }) => parsed(path)));
      return sources.flatMap((source) => (source === null ? [] : declarationsOf(source.root)));
    }),
  );
  const left = new Set(after?.map(({ name }) => name));
  const gone = (before ?? []).filter(
    ({ kind, name }) =>
      ['function', 'type', 'value', 'entry'].includes(kind) && !left.has(name) && name.length > 2,
  );
  return new Set(gone.map(({ name }) => name));
}

/**
 * Tests that were there stay, under their name or in other words. A clean-up takes those along that only the experiment
 * needed: they name its flag, a variant, or something that goes.
 */
export async function checkTestsKept(
  change: ProposedChange,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const { edits, plan } = change;
  const files: TestFile[] = [];
  const after: WrittenTest[] = [];
  for (const { path } of edits) {
    const [before, fresh] = [await base.parsedBefore(path), await base.parsedAfter(path)];
    if (fresh !== null) after.push(...writtenTests(fresh));
    if (before === null || (!isTestFile(path) && before.language !== 'rust')) continue;
    files.push({ path, before: writtenTests(before), source: before });
  }
  const seeds =
    change.kind === 'implement'
      ? new Set<string>()
      : new Set([plan.flagKey, plan.control, ...plan.treatments, ...(await removedNames(change, base))]);
  return files.flatMap(({ path, before, source }) => {
    const titles = new Set(before.map(({ title }) => title));
    const words = experimentWords(source, seeds);
    const lost = before.filter((test) => !isKept(test, before, after, titles));
    const wrong = lost.filter(
      (test) =>
        change.kind === 'implement' || !(mentions(test.node.text, words) || FAILURE.test(test.node.text)),
    );
    const emptied = change.kind === 'clean-up' && lost.length === before.length && losesKept(lost, change);
    const [first] = wrong.length > 0 ? wrong : emptied ? lost : [];
    if (first === undefined) return [];
    return [
      {
        code: 'deleted-test' as const,
        path,
        sentence: `The test ${first.title} of ${path} is gone. Keep the tests that were there.`,
      },
    ];
  });

  /** All tests of a file go, and some of them showed what stays. */
  function losesKept(lost: readonly WrittenTest[], { kept }: { readonly kept?: string }): boolean {
    const removed = seeds;
    const losing = [plan.control, ...plan.treatments].filter((variant) => variant !== kept);
    const names = new Set([...removed].filter((word) => word !== kept && word !== plan.flagKey));
    return (
      after.length === 0 && lost.some(({ node }) => !mentions(node.text, new Set([...losing, ...names])))
    );
  }
}
