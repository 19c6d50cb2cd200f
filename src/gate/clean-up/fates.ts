import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** `goes`: what only reads the flag or belongs to a losing variant. `open`: it may go or stay. The rest stays. */
export type Fate = 'goes' | 'open';

/** A place that the kept variant decides, with what each side holds. */
export interface DecidedCode {
  readonly kept: readonly SyntaxNode[];
  readonly lost: readonly SyntaxNode[];
}

/** Nodes that hold statements. */
export const BLOCK =
  /block|statements|body|program|source_file|module|statement_list|then|compound_statement|declaration_list|do_block|stab_clause/;

/** The code after a part that always leaves cannot be reached. Functions that are declared there can be called. */
export function unreachableAfter(node: SyntaxNode): readonly SyntaxNode[] {
  let step = node;
  while (step.parent !== null && !BLOCK.test(step.parent.type)) step = step.parent;
  const siblings = step.parent?.children ?? [];
  return siblings
    .slice(siblings.indexOf(step) + 1)
    .filter(
      ({ named, type }) => named && !/^function|method|class|comment|switch_case|case_clause|arm/.test(type),
    );
}

/** A file with what becomes of its parts. */
export interface FatedSource {
  readonly source: ParsedSource;
  readonly marks: Map<SyntaxNode, Fate>;
  readonly isTest: boolean;
}

/** What becomes of a node: the mark of the nearest node above that has one; null if it stays. */
export function fateOf(node: SyntaxNode, marks: ReadonlyMap<SyntaxNode, Fate>): Fate | null {
  const own = marks.get(node);
  if (own !== undefined) return own;
  for (const above of node.ancestors()) {
    const fate = marks.get(above);
    if (fate !== undefined) return fate;
  }
  return null;
}
