import { type Declaration, declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { Finding, ProposedChange } from '#gate/change.ts';
import { type ChangedRepository, MOST_HOLDERS } from '#gate/changed-repository.ts';
import { argumentsOf, CALL, calleeOf } from '#gate/clean-up/variant-value.ts';

const LIST = /^(?:parameters|formal_parameters|parameter_list|method_parameters|function_value_parameters)$/;
const OPEN_ENDED = /\.\.\.|\*|\bparams\b|\bvararg\b|&\w|\{/;
/** Extra arguments are no fault there, or a call does not show how many are given. */
const UNCOUNTED = new Set(['javascript', 'elixir']);

/** How many arguments a function takes at most; null if that is open, or not known. */
function mostOf({ node }: Declaration): number | null {
  const list = node.child('parameters') ?? [...node.walk()].find(({ type }) => LIST.test(type)) ?? null;
  const own = list === null ? node.children.filter(({ type }) => type === 'parameter') : list.namedChildren;
  const taken = own.filter(
    ({ text, type }) => !/comment/.test(type) && !/^&?(?:mut )?(?:self|cls)\b/.test(text),
  );
  if (taken.some(({ text }) => OPEN_ENDED.test(text))) return null;
  return taken.reduce(
    (sum, item) => sum + Math.max(1, item.children.filter(({ field }) => field === 'name').length),
    0,
  );
}

function namesOf({ node }: Declaration): string {
  const list = node.child('parameters') ?? [...node.walk()].find(({ type }) => LIST.test(type)) ?? node;
  return list.text.replace(/\s+/g, ' ');
}

function givesMore(call: SyntaxNode, name: string, most: number): boolean {
  if (!CALL.test(call.type) || calleeOf(call).name !== name) return false;
  const given = argumentsOf(call).filter(
    ({ type, text }) => !/comment|block/.test(type) && !/^(?:\.\.\.|\*)/.test(text),
  );
  return given.length > most && given.length === argumentsOf(call).length;
}

/** The only declaration of a function with this name in these files; null if there are more, or none. */
function onlyOne(sources: readonly ParsedSource[], name: string): Declaration | null {
  const all = sources.flatMap(({ root }) =>
    declarationsOf(root).filter((item) => item.name === name && item.kind !== 'import'),
  );
  const [first] = all;
  return all.length === 1 && first?.kind === 'function' ? first : null;
}

/** Finds calls that still give a function more than it takes after the change. */
export async function checkCalls(
  change: ProposedChange,
  base: ChangedRepository,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const { path } of change.edits) {
    const [before, after] = [await base.parsedBefore(path), await base.parsedAfter(path)];
    if (before === null || after === null || UNCOUNTED.has(after.language)) continue;
    for (const declaration of declarationsOf(after.root)) {
      const { name, kind } = declaration;
      const old = declarationsOf(before.root).find((item) => item.name === name && item.kind === 'function');
      const most = kind === 'function' ? mostOf(declaration) : null;
      if (old === undefined || most === null || namesOf(old) === namesOf(declaration)) continue;
      const paths = await base.holdingAfter(name);
      if (paths.length > MOST_HOLDERS) continue;
      const holders = await Promise.all(paths.map((other) => base.parsedAfter(other)));
      const sources = holders.flatMap((source) => source ?? []);
      if (onlyOne(sources, name) === null) continue;
      const caller = sources.find(({ root }) => [...root.walk()].some((node) => givesMore(node, name, most)));
      if (caller !== undefined)
        found.push({
          code: 'broken-reference',
          path: caller.path,
          sentence: `${caller.path} gives "${name}" more than the ${most} it takes after the change.`,
        });
    }
  }
  return found;
}
