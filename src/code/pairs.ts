import { bareName } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

function literalIn(node: SyntaxNode): string | null {
  const only = node.namedChildren.length === 1 ? node.namedChildren[0] : undefined;
  return literalOf(node)?.value ?? (only === undefined ? null : (literalOf(only)?.value ?? null));
}

/** The value that stands beside a literal key in a mapping: `("a", f)`, `"a" to f`, `Map.of("a", f)`; null if none does. */
export function besideKey(mapping: SyntaxNode, key: string): SyntaxNode | null {
  for (const node of mapping.walk()) {
    const parts = node.namedChildren.filter(
      (part, at) => at !== 1 || node.namedChildren.length !== 3 || bareName(part.text) !== 'to',
    );
    if (parts.length % 2 !== 0) continue;
    const at = parts.findIndex((part, place) => place % 2 === 0 && literalIn(part) === key);
    const value = at < 0 ? undefined : parts[at + 1];
    if (value !== undefined) return value;
  }
  return null;
}
