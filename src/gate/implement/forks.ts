import { conditionalOf, switchOf } from '#code/branches.ts';
import { callSiteOf } from '#code/calls.ts';
import { literalOf } from '#code/literals.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { PlannedChange } from '#gate/change.ts';
import { armsWithin, byArms, decorated, elementArms } from '#gate/implement/arms.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import type { Evaluator } from '#gate/implement/evaluate.ts';
import { AS_IT_IS } from '#gate/implement/evaluate-call.ts';
import type { Fork } from '#gate/implement/fork.ts';
import { matches } from '#gate/implement/patterns.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import type { Answer } from '#gate/implement/value.ts';
import { variantKeys } from '#gate/implement/variants.ts';

const LEAVES = /^(?:return|throw|raise|jump_expression|control_transfer|break|continue|next)/;
const BLOCK = /block|statements|statement_list|body|program|source|compound|module|then$|do_block/;

function leaves(nodes: readonly SyntaxNode[]): boolean {
  const last = nodes.at(-1);
  if (last === undefined) return false;
  if (LEAVES.test(last.type)) return true;
  return last.namedChildren.length > 0 && leaves(last.namedChildren);
}

/** What follows a statement in its block. */
function following(node: SyntaxNode): readonly SyntaxNode[] {
  let at = node;
  for (const above of node.ancestors()) {
    if (BLOCK.test(above.type)) return above.namedChildren.filter(({ start }) => start >= at.end);
    at = above;
  }
  return [];
}

/** All places of the product at which the variant decides. */
export function forksOf(base: CodeBase, readings: readonly FlagReading[], run: Evaluator): readonly Fork[] {
  const { plan } = base.change;
  const found: Fork[] = [];
  const answers: readonly Answer[] = [...variantKeys(plan), null];
  for (const file of base.product) {
    if (file.source === null || !(file.edited || readings.some((reading) => reading.file === file))) continue;
    for (const node of file.source.root.walk()) {
      const conditional = conditionalOf(node);
      if (conditional !== null) {
        const held = answers.map((answer) => run.holds(conditional.condition, file, answer));
        if (held.every((one) => (one ?? true) === (held[0] ?? true))) continue;
        const branch = (answer: Answer) => {
          const holds = (run.holds(conditional.condition, file, answer) ?? true) !== conditional.negated;
          if (holds)
            return conditional.whenTrue.length > 0 || conditional.hasElse
              ? conditional.whenTrue
              : following(node);
          if (conditional.hasElse) return conditional.whenFalse;
          if (node.type === 'guard_statement') return following(node);
          return leaves(conditional.whenTrue) ? following(node) : [];
        };
        const guard = (answer: Answer) =>
          run.holds(conditional.condition, file, answer) === false ? conditional.whenTrue : following(node);
        found.push({
          file,
          node,
          condition: conditional.condition,
          branch: node.type === 'guard_statement' ? guard : branch,
        });
        continue;
      }
      const cases = switchOf(node);
      const subject = cases?.subject ?? null;
      if (cases !== null && subject !== null && run.depends(subject, file)) {
        const branch = (answer: Answer) =>
          cases.cases.find(({ patterns }) =>
            matches(patterns, run.value(subject, file, answer), answer, plan),
          )?.body ?? following(node);
        found.push({ file, node, condition: subject, branch });
        continue;
      }
      const [left, right] = node.namedChildren;
      if (
        /^(?:&&|and)$/.test(operatorOf(node)) &&
        left !== undefined &&
        right !== undefined &&
        run.depends(left, file) &&
        !run.depends(right, file)
      ) {
        found.push({
          file,
          node,
          condition: left,
          branch: (answer) => (run.holds(left, file, answer) === false ? [] : [right]),
        });
      }
      const clauses = clausesOf(node, file, run, plan);
      if (clauses !== null) found.push(clauses);
      const index = node.namedChildren.at(-1);
      const isLookup =
        /subscript|element_reference|element_access|index_expression|indexing/.test(node.type) ||
        /^(?:get|fetch|dig|getOrDefault)$/.test(callSiteOf(node)?.name ?? '');
      const key = callSiteOf(node)?.arguments[0]?.value ?? index;
      if (isLookup && key !== undefined && run.depends(key, file) && run.depends(node, file)) {
        const whole = withDefault(node);
        const branch = (answer: Answer) => {
          const value = run.value(whole, file, answer);
          return value === null
            ? null
            : 'code' in value
              ? [value.code]
              : literalNode(node, value.plain, file, base);
        };
        found.push({ file, node, condition: key, branch });
      }
    }
  }
  for (const reading of readings) {
    const arms = /^jsx_/.test(reading.node.type)
      ? elementArms(reading, plan)
      : armsWithin(reading.node, plan);
    const both = new Map([
      ...arms,
      ...reading.through.flatMap(({ path }) => [
        ...decorated(base.files.find((one) => one.path === path) ?? reading.file, plan),
      ]),
    ]);
    if (plan.treatments.some((key) => both.has(key)))
      found.push(byArms(reading.file, reading.node, both, plan.control));
  }
  return found;
}

/** A call of a function that has several heads, by its arguments: Elixir's way to decide. */
function clausesOf(node: SyntaxNode, file: CodeFile, run: Evaluator, plan: PlannedChange): Fork | null {
  if (file.source?.language !== 'elixir') return null;
  const site = callSiteOf(node);
  const at = site?.arguments.findIndex(({ value }) => run.depends(value, file)) ?? -1;
  const given = site?.arguments[at]?.value;
  if (site === null || given === undefined) return null;
  const heads = run.definitions(file).flatMap(({ kind, name, node: whole }) => {
    const head =
      kind === 'function' && name === site.name
        ? callSiteOf(whole.namedChildren[1]?.namedChildren[0] ?? whole)
        : null;
    const pattern = head?.arguments[at]?.value;
    return pattern === undefined ? [] : [{ pattern, whole }];
  });
  if (heads.length < 2) return null;
  const branch = (answer: Answer) => {
    const value = run.value(given, file, answer);
    const taken = heads.find(({ pattern }) => matches([pattern], value, answer, plan));
    return taken === undefined ? [] : [taken.whole];
  };
  return { file, node, condition: given, branch };
}

/** A lookup with what counts if it finds nothing: `table[key] ?? other`. */
function withDefault(lookup: SyntaxNode): SyntaxNode {
  let whole = lookup;
  for (const above of lookup.ancestors()) {
    const site = callSiteOf(above);
    const isRest = /member|field|selector|navigation|parenthesized|suffix|^dot$/.test(above.type);
    const isElse = above.namedChildren[0]?.covers(whole) && /\?\?|\|\||\?:|\bor\b/.test(operatorOf(above));
    if (isElse || (site?.receiver?.covers(whole) && AS_IT_IS.test(site.name))) whole = above;
    else if (!isRest) break;
  }
  return whole;
}

function operatorOf(node: SyntaxNode): string {
  return node.child('operator')?.text ?? node.children.find(({ named }) => !named)?.text ?? '';
}

/** The literal of a mapping that a lookup gives. */
function literalNode(
  node: SyntaxNode,
  value: string | boolean | null,
  file: CodeFile,
  base: CodeBase,
): readonly SyntaxNode[] {
  const files = [file, ...base.product];
  for (const { source } of files)
    for (const below of source?.root.walk() ?? []) if (literalOf(below)?.value === value) return [below];
  return value === null ? [] : [node];
}
