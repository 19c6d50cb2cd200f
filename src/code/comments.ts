import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

const COMMENT = /(?:^|_)comment$|^(?:hash_bang_line|html_comment)$/;

/** Tells whether the node is a whole comment. */
export function isComment(node: SyntaxNode): boolean {
  return node.named && COMMENT.test(node.type);
}

/** All comments of a file, in order; a block of line comments is one node a line. */
export function commentsOf(source: ParsedSource): readonly SyntaxNode[] {
  return [...source.root.walk()].filter(isComment);
}

/** A comment's words, without the signs that open, continue and close it. */
export function commentText(comment: SyntaxNode): string {
  return comment.text
    .replace(/^(?:\/\/[/!]?|\/\*[*!]?|#!?|--|<!--)/, '')
    .replace(/(?:\*\/|-->)$/, '')
    .replace(/^[ \t]*\*[ \t]?/gm, '')
    .trim();
}

/** The text with these parts of it blanked; line breaks and offsets stay. */
export function blanked(text: string, parts: readonly SyntaxNode[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of [...parts].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    pieces.push(text.slice(at, start), text.slice(Math.max(at, start), end).replace(/[^\n]/g, ' '));
    at = end;
  }
  return pieces.join('') + text.slice(at);
}
