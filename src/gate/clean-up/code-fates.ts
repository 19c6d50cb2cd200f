import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { FateMarker } from '#gate/clean-up/fate-marker.ts';
import type { DecidedCode, Fate } from '#gate/clean-up/fates.ts';
import { variantNamed } from '#gate/clean-up/flag-symbols.ts';
import { makesTable } from '#gate/clean-up/table-entries.ts';
import { scopeOf, variantNames } from '#gate/clean-up/variant-names.ts';
import { isAskedByVariant, markConstantLookups } from '#gate/clean-up/variant-tables.ts';
import type { VariantScope } from '#gate/clean-up/variant-value.ts';

export interface CodeFates {
  readonly marks: ReadonlyMap<SyntaxNode, Fate>;
  readonly decisions: readonly DecidedCode[];
}

const WHOLE =
  /^(?:lexical_declaration|variable_declaration|local_variable_declaration|local_declaration_statement|expression_statement|const_declaration|field_declaration|export_statement|property_declaration|decorated_definition|match_operator)$/;

/** A declaration alone in its statement goes with the statement. */
function wholeStatement(node: SyntaxNode): SyntaxNode {
  const above = node.parent;
  if (above === null || !WHOLE.test(above.type)) return node;
  return above.namedChildren.filter(({ type }) => type === node.type).length === 1
    ? wholeStatement(above)
    : node;
}

const TABLE = /^(?:object|dictionary|hash|array_creation_expression|composite_literal)$/;

/** What becomes of each part of a file when the kept variant is the only one. */
export function codeFates(source: ParsedSource, known: Omit<VariantScope, 'nameAt'>): CodeFates {
  const { names, scope } = variantNames(source, known);
  const flagNodes = new Set(
    scope.symbols.flatMap(({ path, node }) =>
      path === source.path && node !== null ? [wholeStatement(node)] : [],
    ),
  );
  for (const { node, value } of names) if (value !== 'unknown') flagNodes.add(wholeStatement(node));
  for (const { node, kind, name } of declarationsOf(source.root)) {
    const again = names.some(
      (item) => item.name === name && item.value === 'variant' && item.scope === scopeOf(node),
    );
    if (
      (kind === 'local' || kind === 'value') &&
      again &&
      variantNamed(node.namedChildren.at(-1) ?? node, scope.variants) !== null
    )
      flagNodes.add(wholeStatement(node));
  }
  const marker = new FateMarker(scope, flagNodes);
  for (const node of flagNodes) marker.mark([node], 'goes');
  const tables = [...source.root.walk()].filter((node) => TABLE.test(node.type) || makesTable(node));
  for (const node of tables) if (isAskedByVariant(node, scope)) marker.table(node);
  marker.visit(source.root);
  for (const node of tables) markConstantLookups(node, marker);
  return { marks: marker.marks, decisions: marker.decisions };
}
