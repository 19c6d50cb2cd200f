import type { SyntaxNode } from '#code/syntax-node.ts';
import { type CodeFile, codeText } from '#gate/implement/code-base.ts';
import type { Fork } from '#gate/implement/fork.ts';
import type { Answer } from '#gate/implement/value.ts';

function textOf(nodes: readonly SyntaxNode[] | null, file: CodeFile): string {
  if (nodes === null) return '?';
  const code = file.source === null ? '' : codeText(file.source);
  return nodes
    .map((node) =>
      (node.start < code.length && file.source?.root.covers(node)
        ? code.slice(node.start, node.end)
        : node.text
      )
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .join(' ');
}

/** The code that runs for an answer, on one line and without comments; `?` if none can be told. */
export function branchText(one: Fork, answer: Answer): string {
  return textOf(one.branch(answer), one.file);
}

/** Code without what only shapes it, so that the same act at two places is the same text. */
export function bareText(text: string): string {
  return text
    .replace(/[{};]|\breturn\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
