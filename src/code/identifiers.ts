import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

const NAMES =
  /^(?:(?:property_|private_property_|field_|type_|package_|simple_|statement_|bound_|shorthand_property_|shorthand_field_|interpolated_)?identifier|shorthand_property_identifier_pattern|constant|name|variable_name|alias|global_variable|instance_variable|class_variable|identifier_pattern|namespace_identifier)$/;

/** Tells whether the node is one name. PHP's `$x` is the variable's node, its inner name is none. */
export function isIdentifier(node: SyntaxNode): boolean {
  if (!node.named || !NAMES.test(node.type)) return false;
  if (node.type === 'name' && node.parent?.type === 'variable_name') return false;
  return node.children.every(({ type }) => node.type === 'variable_name' || !NAMES.test(type));
}

/** A name without what a language puts before it: `$variant`, `@variant`, `#variant` and `variant` are one name. */
export function bareName(text: string): string {
  return text.replace(/^(?:\$|@@?|#|&)+/, '');
}

/** All names of a file, in order: of variables, functions, types, members and keys of objects. */
export function identifiersOf(source: ParsedSource): readonly SyntaxNode[] {
  return [...source.root.walk()].filter(isIdentifier);
}
