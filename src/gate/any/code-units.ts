import { type CodeToken, codeTokens } from '#code/code-tokens.ts';
import { isComment } from '#code/comments.ts';
import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** A function, or a value or type outside of functions, with its own code: without the units inside it. */
export interface CodeUnit {
  /** `Class.function`, numbered if there are several. */
  readonly id: string;
  readonly name: string;
  readonly isFunction: boolean;
  readonly isValue: boolean;
  readonly node: SyntaxNode;
  readonly tokens: readonly CodeToken[];
  /** The text without comments. */
  readonly text: string;
}

function withoutParts(node: SyntaxNode, parts: readonly SyntaxNode[]): string {
  let text = '';
  let at = node.start;
  const cut = parts.filter((part) => node.covers(part)).sort((a, b) => a.start - b.start);
  for (const { start, end } of cut) {
    if (start < at) continue;
    text += node.text.slice(at - node.start, start - node.start);
    at = end;
  }
  return text + node.text.slice(at - node.start);
}

/** The units of a file. */
export function codeUnits({ root }: ParsedSource): readonly CodeUnit[] {
  const comments = [...root.walk()].filter(isComment);
  const own = declarationsOf(root).filter(
    ({ kind, node }) => kind === 'function' || kind === 'value' || (kind === 'type' && node !== root),
  );
  const parts = declarationsOf(root).filter(
    ({ kind, node }) => kind === 'import' || own.some((unit) => unit.node === node),
  );
  const counted = new Map<string, number>();
  return own.map(({ name, node, kind }): CodeUnit => {
    const inner = parts
      .filter((other) => other.node !== node && node.covers(other.node))
      .map((other) => other.node);
    const around = own
      .filter((other) => other.node !== node && other.node.covers(node))
      .map((other) => other.name);
    const plain = [...around, name].join('.');
    const number = (counted.get(plain) ?? 0) + 1;
    counted.set(plain, number);
    const tokens = codeTokens(node).filter((token) => !inner.some((part) => part.covers(token.node)));
    return {
      id: number === 1 ? plain : `${plain} ${number}`,
      name,
      isFunction: kind === 'function',
      isValue: kind === 'value',
      node,
      tokens,
      text: withoutParts(node, [...comments, ...inner]),
    };
  });
}
