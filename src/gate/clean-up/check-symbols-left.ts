import { codeTokens } from '#code/code-tokens.ts';
import { type Declaration, declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import { isTestFile } from '#code/test-paths.ts';
import { writtenTests } from '#gate/any/written-tests.ts';
import type { Finding, ProposedCleanUp } from '#gate/change.ts';
import { type ChangedRepository, MOST_HOLDERS } from '#gate/changed-repository.ts';
import { declarationReach, isPrivate, usesOf } from '#gate/clean-up/dead-code.ts';
import { fateOf } from '#gate/clean-up/fates.ts';
import { losingCode } from '#gate/clean-up/losing-code.ts';
import type { ComparedFile } from '#gate/clean-up/piece-tally.ts';

type Look = Pick<ChangedRepository, 'holdingBefore' | 'parsedBefore'>;

/** Whether a declaration could be a leftover: no parameter, no field, no test, nothing that others call by a rule. */
function isCandidate(declaration: Declaration, source: ParsedSource): boolean {
  const { kind, name, node } = declaration;
  if (kind === 'parameter' || kind === 'entry' || /^(?:_|@|self$|__)/.test(name)) return false;
  const holder = [...node.ancestors()].find(({ type }) =>
    /class|struct|interface|protocol|trait|impl_item|object_declaration/.test(type),
  );
  if (holder !== undefined && kind === 'value') return false;
  if (
    holder !== undefined &&
    kind === 'function' &&
    !isTestFile(source.path) &&
    !isPrivate(declaration, source)
  )
    return false;
  return !writtenTests(source).some((test) => test.node === node || test.node === node.parent);
}

/** `{ serviceWith } = require('./support')` */
const REQUIRED = /^\{[^=]*=\s*(?:await\s+import|require)\(/;

/** How often a declaration is used: in its own file, and in others outside of tests and in tests. */
async function countUses(
  declaration: Declaration,
  source: ParsedSource,
  look: Look,
): Promise<{ code: number; tests: number }> {
  const own = usesOf(declaration, codeTokens(source.root), true).length;
  const isOwn = ['local', 'import'].includes(declaration.kind) || isPrivate(declaration, source);
  const count = isTestFile(source.path) ? { code: 0, tests: own } : { code: own, tests: 0 };
  if (isOwn) return count;
  const holders = await look.holdingBefore(declaration.name);
  if (holders.length > MOST_HOLDERS) return { ...count, code: count.code + 1 };
  for (const path of holders) {
    if (path === source.path) continue;
    const other = await look.parsedBefore(path);
    if (other === null) {
      // A template or a configuration that names it may use it.
      if (!/\.(?:md|mdx|rst|txt|adoc)$/i.test(path)) count.code += 1;
      continue;
    }
    const again = declarationsOf(other.root).some(
      ({ name, kind, node }) => name === declaration.name && kind !== 'import' && !REQUIRED.test(node.text),
    );
    if (again) continue;
    const uses = usesOf(declaration, codeTokens(other.root), false).filter(
      ({ node }) => !/import|use_/.test(node.parent?.type ?? ''),
    );
    if (isTestFile(path)) count.tests += uses.length;
    else count.code += uses.length;
  }
  return count;
}

function sameIn(source: ParsedSource, { name, kind }: Declaration): Declaration | undefined {
  return declarationsOf(source.root).find((item) => item.name === name && item.kind === kind);
}

/** Names that the change leaves in the experiment's files, although nothing uses them any more. */
export async function checkSymbolsLeft(
  change: ProposedCleanUp,
  base: ChangedRepository,
  files: readonly ComparedFile[],
  readers: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const marks = new Map(files.map((file) => [file.source.path, file.marks]));
  const now: Look = { holdingBefore: base.holdingAfter, parsedBefore: base.parsedAfter };
  // Tests' stubs that were there before the experiment stay.
  const edited = change.edits.map((edit) => edit.path).filter((path) => !isTestFile(path));
  const own = new Set([...change.pullRequest, ...edited]);
  const others = await losingCode(files, own, base);
  for (const path of [...own, ...others.keys()]) {
    const [before, after] = [await base.parsedBefore(path), await base.parsedAfter(path)];
    if (before === null || after === null || path.endsWith('__init__.py')) continue;
    for (const declaration of declarationsOf(after.root)) {
      if (!isCandidate(declaration, after) || readers.has(declaration.name)) continue;
      if (!own.has(path) && others.get(path) !== declaration.name) continue;
      const old = sameIn(before, declaration);
      if (old === undefined) continue;
      const isLocalName =
        declaration.kind === 'local' && declarationReach(declaration).type !== declarationReach(old).type;
      if (isLocalName) continue;
      const then = await countUses(old, before, base);
      if (then.code + then.tests === 0) continue;
      const uses = await countUses(declaration, after, now);
      const isUsed = then.code > 0 ? uses.code > 0 : uses.tests > 0;
      if (isUsed) continue;
      const isArm =
        fateOf(old.node, marks.get(path) ?? new Map()) !== null && /function|type/.test(declaration.kind);
      found.push({
        code: 'symbol-left',
        path,
        sentence: `"${declaration.name}" in ${path} is used by nothing any more. Remove it.`,
      });
      if (isArm && !isTestFile(path))
        found.push({
          code: 'losing-variant-left',
          path,
          sentence: `"${declaration.name}" in ${path} was code of a losing variant alone. Remove it.`,
        });
    }
  }
  return found;
}
