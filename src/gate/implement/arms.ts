import { callSiteOf } from '#code/calls.ts';
import { definitionOf } from '#code/definitions.ts';
import { literalOf } from '#code/literals.ts';
import { isLambda } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { PlannedChange } from '#gate/change.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';
import type { Fork } from '#gate/implement/fork.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import type { Answer } from '#gate/implement/value.ts';
import { namedVariant, variantByName, variantKeys } from '#gate/implement/variants.ts';

/** Code by variant: entries of an object, registered functions, blocks. */
export function armsWithin(node: SyntaxNode, plan: PlannedChange): ReadonlyMap<string, SyntaxNode> {
  const arms = new Map<string, SyntaxNode>();
  for (const below of node.walk()) {
    const entry = definitionOf(below);
    if (entry?.kind === 'entry' && entry.value !== null) {
      const key = namedVariant(entry.nameNode, plan) ?? variantByName(entry.name, plan);
      if (key !== null) arms.set(key, entry.value);
    }
    const site = callSiteOf(below);
    const block =
      site?.node.namedChildren.find(isLambda) ?? site?.arguments.find(({ value }) => isLambda(value))?.value;
    if (site === null || below === node || block === undefined) continue;
    const first = site.arguments[0]?.value;
    const key = (first === undefined ? null : namedVariant(first, plan)) ?? variantByName(site.name, plan);
    if (key !== null) arms.set(key, block);
  }
  return arms;
}

/** Functions that decorators register for variants. */
export function decorated(file: CodeFile, plan: PlannedChange): ReadonlyMap<string, SyntaxNode> {
  const arms = new Map<string, SyntaxNode>();
  for (const node of file.source?.root.walk() ?? []) {
    if (!/^(?:decorator|annotation|attribute)$/.test(node.type)) continue;
    const literal = [...node.walk()].find((below) => literalOf(below) !== null);
    const key = literal === undefined ? null : namedVariant(literal, plan);
    const body = [...node.ancestors()]
      .slice(0, 3)
      .flatMap((above) => [above, ...above.namedChildren])
      .map(definitionOf)
      .find((one) => one?.kind === 'function')?.value;
    if (key !== null && body) arms.set(key, body);
  }
  return arms;
}

/** Code by variant of an element that shows its children for one of them. */
export function elementArms(reading: FlagReading, plan: PlannedChange): ReadonlyMap<string, SyntaxNode> {
  const arms = new Map<string, SyntaxNode>();
  const element = reading.node.type === 'jsx_opening_element' ? reading.node.parent : reading.node;
  const attribute = (name: RegExp) =>
    reading.node.namedChildren.find(
      (one) => one.type === 'jsx_attribute' && name.test(one.namedChildren[0]?.text ?? ''),
    )?.namedChildren[1];
  const matched = attribute(/^(?:match|variant|value)$/);
  const own = (matched === undefined ? null : namedVariant(matched, plan)) ?? plan.treatments[0] ?? '';
  if (element !== null) arms.set(own, element);
  const other = attribute(/fallback|otherwise|control|off/i);
  if (other !== undefined) for (const key of variantKeys(plan)) if (key !== own) arms.set(key, other);
  return arms;
}

/** A fork that is given as code by variant. */
export function byArms(
  file: CodeFile,
  node: SyntaxNode,
  arms: ReadonlyMap<string, SyntaxNode>,
  control: string,
): Fork {
  const branch = (answer: Answer) => {
    const arm = arms.get(answer ?? control) ?? null;
    return arm === null ? [] : [arm];
  };
  return { file, node, condition: node, branch };
}
