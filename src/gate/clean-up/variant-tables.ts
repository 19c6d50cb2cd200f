import type { SyntaxNode } from '#code/syntax-node.ts';
import type { FateMarker } from '#gate/clean-up/fate-marker.ts';
import { variantNamed } from '#gate/clean-up/flag-symbols.ts';
import type { VariantScope } from '#gate/clean-up/variant-value.ts';

const HOLDER =
  /declarator|assignment|const_item|const_spec|property_declaration|unary_operator|const_element/;
const LOOKUP = /subscript|index|element_reference|call|invocation/;

/** The places that look something up in a table that has a name. */
function lookupsOf(table: SyntaxNode): readonly SyntaxNode[] {
  const holder = [...table.ancestors()].find(({ type }) => HOLDER.test(type));
  const name = (holder?.child('name') ?? holder?.child('left') ?? holder?.namedChildren[0])?.text.replace(
    /^@/,
    '',
  );
  const root = [...table.ancestors()].at(-1);
  if (holder === undefined || name === undefined || root === undefined) return [];
  return [...root.walk()].filter(
    (node) => LOOKUP.test(node.type) && !holder.covers(node) && node.text.replace(/^@/, '').startsWith(name),
  );
}

/** Whether a table is looked up by the variant, so that its keys are those of this experiment. */
export function isAskedByVariant(table: SyntaxNode, scope: VariantScope): boolean {
  return lookupsOf(table).some((lookup) =>
    [...lookup.walk()].some(
      (leaf) =>
        leaf.children.length === 0 && scope.nameAt(leaf.text.replace(/^[$@]+/, ''), leaf) === 'variant',
    ),
  );
}

/** A table that is only looked up by named variants, in code that the variant decides: the entries may be written in place. */
export function markConstantLookups(table: SyntaxNode, marker: FateMarker): void {
  const lookups = lookupsOf(table).filter(({ type }) => !/call|invocation/.test(type));
  const decided = marker.decisions.flatMap(({ kept, lost }) => [...kept, ...lost]);
  const isNamed = (lookup: SyntaxNode) => {
    const index = lookup.child('index') ?? lookup.child('subscript') ?? lookup.namedChildren.at(-1);
    return index !== undefined && variantNamed(index, marker.scope.variants) !== null;
  };
  const isDecided = (lookup: SyntaxNode) => decided.some((part) => part.covers(lookup));
  if (lookups.length === 0 || !lookups.every((lookup) => isNamed(lookup) && isDecided(lookup))) return;
  if (!marker.table(table)) return;
  for (const lookup of lookups) {
    let top = lookup;
    while (top.parent !== null && /binary|member|non_null|parenthesized|attribute/.test(top.parent.type))
      top = top.parent;
    marker.mark([top], 'open');
  }
}
