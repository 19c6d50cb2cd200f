import { isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import type { ParsedSource } from '#code/parse.ts';
import { remembered } from '#code/remembered.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** What a file takes from another. */
export interface Import {
  readonly node: SyntaxNode;
  /** What it is taken from, as it is written: `./flags.ts`, `app.search`, `com.example.Flag`, `Shop.Flags`. */
  readonly from: string;
  /** The names that the statement mentions, aliases included. */
  readonly names: readonly string[];
}

const STATEMENTS =
  /^(?:import_statement|import_from_statement|future_import_statement|import_declaration|import_spec|import_header|using_directive|namespace_use_declaration|use_declaration|mod_item|require_expression|include_expression|require_once_expression|include_once_expression)$/;
const CALLED = /^(?:require|require_relative|load|autoload|alias|import|use)$/;

function fromOf(node: SyntaxNode): string {
  for (const below of node.walk()) {
    const literal = literalOf(below);
    if (literal !== null) return literal.value;
  }
  const module = node.child('module_name');
  if (module !== null) return module.text;
  return node.text
    .replace(
      /^(?:pub(?:\([^)]*\))?\s+)?(?:import|using|use|alias|mod|require)\s+(?:static\s+|type\s+|function\s+|const\s+)?/,
      '',
    )
    .replace(/[;\s]+$/, '');
}

function isImport(node: SyntaxNode): boolean {
  if (!node.named) return false;
  if (STATEMENTS.test(node.type)) {
    if (node.type === 'mod_item') return node.child('body') === null;
    return !node.children.some(({ type }) => type === 'import_spec' || type === 'import_spec_list');
  }
  if (node.type === 'export_statement') return node.child('source') !== null;
  if (node.type !== 'call' && node.type !== 'call_expression') return false;
  const called = node.child('target') ?? node.child('method') ?? node.child('function') ?? null;
  return called !== null && CALLED.test(called.text) && node.namedChildren.length > 1;
}

/** All imports of a file, `require`, `import(…)`, `mod x;` and re-exports included. */
export const importsOf = remembered((source: ParsedSource): readonly Import[] =>
  [...source.root.walk()].filter(isImport).map((node) => ({
    node,
    from: fromOf(node),
    names: [...node.walk()].filter(isIdentifier).map(({ text }) => text),
  })),
);
