import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { FateMarker } from '#gate/clean-up/fate-marker.ts';
import type { DecidedCode, Fate } from '#gate/clean-up/fates.ts';
import { variantNamed } from '#gate/clean-up/flag-symbols.ts';
import { scopeOf, variantNames } from '#gate/clean-up/variant-names.ts';
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
  for (const node of source.root.walk())
    if (
      /^(?:object|dictionary|hash|array_creation_expression|composite_literal)$/.test(node.type) &&
      tableIsAsked(node, scope)
    )
      marker.table(node);
  marker.visit(source.root);
  return { marks: marker.marks, decisions: marker.decisions };
}

/** Whether a table's name is looked up by the variant, so that its keys are those of this experiment. */
function tableIsAsked(node: SyntaxNode, scope: VariantScope): boolean {
  const holder = [...node.ancestors()].find(({ type }) =>
    /declarator|assignment|const_item|const_spec|property_declaration|unary_operator|const_element/.test(
      type,
    ),
  );
  const name = (holder?.child('name') ?? holder?.child('left') ?? holder?.namedChildren[0])?.text;
  if (holder === undefined || name === undefined) return false;
  const root = [...node.ancestors()].at(-1);
  return [...(root?.walk() ?? [])].some((other) => {
    if (!/subscript|index|element_reference|call|invocation/.test(other.type) || holder.covers(other))
      return false;
    if (!other.text.startsWith(name.replace(/^@/, '')) && !other.text.startsWith(name)) return false;
    return other.children.some((child) =>
      [...child.walk()].some(
        (leaf) =>
          leaf.children.length === 0 && scope.nameAt(leaf.text.replace(/^[$@]+/, ''), leaf) === 'variant',
      ),
    );
  });
}
