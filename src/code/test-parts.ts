import type { SyntaxNode } from '#code/syntax-node.ts';

const IN_TEST = /cfg\s*\(\s*(?:test|all\s*\(\s*test)|^#\[\s*(?:\w+::)*test\s*\]/;

/** The parts of a source file that are tests: Rust's `#[cfg(test)]` modules and `#[test]` functions. */
export function testParts(root: SyntaxNode): readonly SyntaxNode[] {
  return [...root.walk()].flatMap((node) => {
    if (node.type !== 'attribute_item' || !IN_TEST.test(node.text)) return [];
    const siblings = node.parent?.children ?? [];
    const next = siblings
      .slice(siblings.indexOf(node) + 1)
      .find(({ type }) => type !== 'attribute_item' && !/comment/.test(type));
    return next === undefined ? [node] : [node, next];
  });
}
