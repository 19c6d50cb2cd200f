import { conditionalOf } from '#code/branches.ts';
import { callSiteOf } from '#code/calls.ts';
import { definitionOf, definitionsOf } from '#code/definitions.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase } from '#gate/implement/code-base.ts';
import type { FlagReading } from '#gate/implement/readings.ts';

const WAITS = /await|return|spread|subscript|arguments|^arrow/;

/** Tells whether all functions of the product with this name give a promise. */
function givesPromise(base: CodeBase, name: string): boolean {
  const own = base.product.flatMap(({ source }) =>
    source === null || !/^(?:typescript|tsx|javascript|python)$/.test(source.language)
      ? []
      : definitionsOf(source).filter((one) => one.kind === 'function' && one.name === name),
  );
  return (
    own.length > 0 &&
    own.every(({ node, value }) => {
      const head = node.text.slice(
        0,
        value === null ? node.text.length : Math.max(0, value.start - node.start),
      );
      return /\basync\b/.test(head) || /\)\s*:\s*Promise</.test(head);
    })
  );
}

/** Tells whether code decides by the promise of an answer, which counts as true whatever the answer is. */
export function isForgottenAwait({ node, name }: FlagReading, base: CodeBase): boolean {
  if (callSiteOf(node) === null || !givesPromise(base, name)) return false;
  let child: SyntaxNode = node;
  for (const above of node.ancestors()) {
    if (WAITS.test(above.type) || definitionOf(above) !== null) return false;
    if (conditionalOf(above)?.condition === child) return true;
    child = above;
  }
  return false;
}
