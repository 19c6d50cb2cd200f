import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';
import type { Answer } from '#gate/implement/value.ts';

/** A place at which the code that runs depends on the variant. */
export interface Fork {
  readonly file: CodeFile;
  readonly node: SyntaxNode;
  /** The part that asks for the variant. */
  readonly condition: SyntaxNode;
  /** The code that runs for an answer of the flag service; null if none can be told. */
  readonly branch: (answer: Answer) => readonly SyntaxNode[] | null;
}
