import type { Definition } from '#code/definitions.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import type { FlagReading } from '#gate/implement/readings.ts';

/** What code comes to for one answer: a plain value, other code, or null if it cannot be known. */
export type Value = { readonly plain: string | boolean | null } | { readonly code: SyntaxNode } | null;

/** The answer of the flag service: a variant's key, or null if there is none. */
export type Answer = string | null;

/** A run of code on paper; see `Evaluator`. */
export interface PaperRun {
  readonly base: CodeBase;
  readonly readings: readonly FlagReading[];
  value(node: SyntaxNode, file: CodeFile, answer: Answer, depth?: number): Value;
  /** The value of a body: that of the statement that returns first, otherwise of the last. */
  last(nodes: readonly SyntaxNode[], file: CodeFile, answer: Answer, depth: number): Value;
  depends(node: SyntaxNode, file: CodeFile): boolean;
  definitions(file: CodeFile): readonly Definition[];
}

/** Whether a value counts as true; null if that cannot be known. */
export function truth(value: Value): boolean | null {
  if (value === null || 'code' in value) return null;
  return value.plain !== null && value.plain !== false && value.plain !== '';
}

/** A plain value. */
export function plain(value: string | boolean | null): Value {
  return { plain: value };
}

/** A value as a text, to compare it with others. */
export function show(value: Value): string {
  if (value === null) return '?';
  return 'code' in value ? `code ${value.code.text}` : `plain ${String(value.plain)}`;
}
