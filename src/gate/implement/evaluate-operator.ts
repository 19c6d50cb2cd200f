import { definitionOf } from '#code/definitions.ts';
import { bareName, isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import { besideKey } from '#code/pairs.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';
import { type Answer, type PaperRun, plain, truth, type Value } from '#gate/implement/value.ts';
import { namedVariant } from '#gate/implement/variants.ts';

/** What an operator of two sides gives; undefined if it is none that is known. */
export function valueOfOperator(
  run: PaperRun,
  node: SyntaxNode,
  left: SyntaxNode,
  operator: string,
  right: SyntaxNode,
  file: CodeFile,
  answer: Answer,
  depth: number,
): Value | undefined {
  const value = (one: SyntaxNode) => run.value(one, file, answer, depth);
  if (/^(?:==|===|!=|!==|is|eq)$/.test(operator)) {
    const sides = [value(left), value(right)];
    const named = [namedVariant(left, run.base.change.plan), namedVariant(right, run.base.change.plan)];
    const [a, b] = sides.map((side, at) => (named[at] === null ? side : plain(named[at] ?? null)));
    if (!a || !b || 'code' in a || 'code' in b) return null;
    return plain((a.plain === b.plain) === !operator.startsWith('!'));
  }
  if (/^(?:&&|and)$/.test(operator)) {
    const [a, b] = [truth(value(left)), truth(value(right))];
    if (a === false || b === false) return plain(false);
    return a === true && b === true ? plain(true) : a === true ? (value(right) ?? null) : null;
  }
  if (/^(?:\|\||or|\?\?|\?:)$/.test(operator) || /coalesc|elvis/.test(node.type)) {
    const a = value(left);
    if (a === null || 'code' in a) return a;
    const missing =
      a.plain === null ||
      // A reader of yes or no that this operator stands behind may give neither.
      (answer === null && a.plain === false && run.readings.some(({ node: asked }) => left.covers(asked))) ||
      (/^(?:\|\||or)$/.test(operator) && (a.plain === false || a.plain === ''));
    return missing ? value(right) : a;
  }
  if (/^(?:in|not in)$/.test(operator)) {
    const a = value(left);
    if (a === null || 'code' in a) return null;
    const inside = [...right.walk()].some((one) => literalOf(one)?.value === a.plain);
    return plain(inside === (operator === 'in'));
  }
  return undefined;
}

/** What a mapping gives for a key. */
export function lookedUp(
  run: PaperRun,
  object: SyntaxNode,
  index: SyntaxNode,
  file: CodeFile,
  answer: Answer,
  depth: number,
): Value {
  const key = run.value(index, file, answer, depth);
  if (key === null || 'code' in key || object === index) return null;
  const mapping = mappingOf(run, object, file);
  if (mapping === null) return null;
  const entry = [...mapping.walk()]
    .map(definitionOf)
    .find((one) => one?.kind === 'entry' && one.name === key.plain);
  if (entry?.value) return run.value(entry.value, file, answer, depth) ?? { code: entry.value };
  const beside = typeof key.plain === 'string' ? besideKey(mapping, key.plain) : null;
  if (beside !== null) return run.value(beside, file, answer, depth) ?? { code: beside };
  return plain(null);
}

/** The object literal that a name or an expression stands for; null if none is known. */
function mappingOf(run: PaperRun, object: SyntaxNode, file: CodeFile): SyntaxNode | null {
  const name = [...object.walk()].filter(isIdentifier).at(-1);
  const own = [...object.walk()].some((one) => definitionOf(one)?.kind === 'entry');
  if (own) return object;
  const found = run
    .definitions(file)
    .find((one) => one.kind === 'value' && bareName(one.name) === bareName(name?.text ?? ''));
  return found?.value ?? null;
}
