import { type Definition, definitionOf } from '#code/definitions.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

const LAMBDA =
  /^(?:arrow_function|function_expression|generator_function|lambda|lambda_literal|annotated_lambda|lambda_expression|closure_expression|anonymous_function|anonymous_function_creation_expression|func_literal|do_block|block|stab_clause)$/;

/** The nearest function or method with a name around a node; null at the level of a file or a type. */
export function enclosingFunction(node: SyntaxNode): Definition | null {
  for (const above of node.ancestors()) {
    const definition = definitionOf(above);
    if (definition === null || !definition.value?.covers(node)) continue;
    if (definition.kind === 'function') return definition;
    if (definition.kind === 'entry' && isLambda(definition.value)) return definition;
  }
  return null;
}

/** The nearest type or module with a name around a node; null if there is none. */
export function enclosingType(node: SyntaxNode): Definition | null {
  for (const above of node.ancestors()) {
    const definition = definitionOf(above);
    if (definition?.kind === 'type') return definition;
  }
  return null;
}

/** Tells whether the node is a function without a name. */
export function isLambda(node: SyntaxNode): boolean {
  return LAMBDA.test(node.type);
}

/** Tells whether code stands in tests inside a source file: Rust's `#[cfg(test)]`, `if (import.meta.vitest)`. */
export function isInTests(node: SyntaxNode): boolean {
  for (const above of [node, ...node.ancestors()]) {
    if (above.type === 'mod_item' || above.type === 'function_item') {
      const siblings = above.parent?.children ?? [];
      for (let at = siblings.indexOf(above) - 1; siblings[at]?.type === 'attribute_item'; at -= 1) {
        if (/cfg\(\s*(?:all\(\s*)?test\b|^#\[(?:\w+::)?test\b/.test(siblings[at]?.text ?? '')) return true;
      }
    }
    if (
      above.type === 'if_statement' &&
      /^\(?import\.meta\.vitest/.test(above.child('condition')?.text ?? '')
    )
      return true;
  }
  return false;
}
