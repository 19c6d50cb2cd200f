import { type CodeToken, codeTokens } from '#code/code-tokens.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { testParts } from '#code/test-parts.ts';
import { type DecidedCode, type FatedSource, fateOf } from '#gate/clean-up/fates.ts';

/** A file of code before and after, with what becomes of its parts. */
export interface ComparedFile extends FatedSource {
  readonly after: ParsedSource | null;
  readonly decisions: readonly DecidedCode[];
}

const TYPE =
  /type_annotation|type_arguments|type_argument_list|user_type|generic_type|nullable_type|optional_type|union_type|predefined_type|reference_type|return_type|type_parameter|^type$|type_list|named_type|base_list|import|use_declaration|use_list|namespace|package|using_directive/;
/** Names that say nothing. */
export const OPEN_NAMES = new Set([
  'self',
  'this',
  'super',
  '_',
  'cls',
  'None',
  'undefined',
  'crate',
  'private',
  'protected',
  'public',
  'module_function',
]);

/** What is compared: a name, a number, an operator, or a word or mark of a text. */
export interface CodePiece {
  readonly kind: 'name' | 'text' | 'number' | 'operator';
  readonly text: string;
  readonly node: SyntaxNode;
}

/** Texts are compared by their words and marks, since a text may be joined with another one. */
export function pieces({ kind, text, node }: CodeToken): readonly CodePiece[] {
  if (kind === 'mark' || kind === 'word') return [];
  if (kind !== 'text') return [{ kind, text: kind === 'name' ? text.replace(/^_+(?=\w)/, '') : text, node }];
  return (text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}{}]/gu) ?? []).map((word) => ({ kind, text: word, node }));
}

/** The type that a function gives back. */
function isResult({ field, parent }: SyntaxNode): boolean {
  return (
    /^(?:result|return_type|returns|type)$/.test(field ?? '') &&
    /^(?:function|method|local_function)/.test(parent?.type ?? '')
  );
}

/** Tells whether a node belongs to a type or an import: these follow from the code. */
export function isTyped(node: SyntaxNode): boolean {
  if (isResult(node)) return true;
  for (const above of node.ancestors()) {
    if (TYPE.test(above.type) || isResult(above)) return true;
    if (
      /statement|block|body|declaration$|expression$/.test(above.type) &&
      !/field|variable/.test(above.type)
    )
      return false;
  }
  return false;
}

/** Text outside of the scripts of a Vue or Svelte file. */
function markupWords({ path, text }: ParsedSource): readonly string[] {
  if (!/\.(?:vue|svelte|astro|html?)$/i.test(path)) return [];
  const markup = text.replace(/<script\b[\s\S]*?<\/script>|<style\b[\s\S]*?<\/style>|<!--[\s\S]*?-->/gi, '');
  return markup.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}{}]/gu) ?? [];
}

class Count {
  readonly #counts = new Map<string, number>();
  add(key: string): void {
    this.#counts.set(key, this.of(key) + 1);
  }
  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }
  keys(): IterableIterator<string> {
    return this.#counts.keys();
  }
}

/** How often each piece stays, may stay, goes and is there after the change. */
export interface Tally {
  readonly stays: Count;
  readonly mayStay: Count;
  readonly goes: Count;
  readonly after: Count;
  readonly where: Map<string, string>;
}

/** A piece as a key to count by. */
export function pieceKey({ kind, text }: Pick<CodePiece, 'kind' | 'text'>): string {
  return `${kind} ${text}`;
}

/** Counts the pieces of all files together, so that code may move. */
export function tally(files: readonly ComparedFile[]): Tally {
  const counted: Tally = {
    stays: new Count(),
    mayStay: new Count(),
    goes: new Count(),
    after: new Count(),
    where: new Map(),
  };
  for (const { source, after, marks } of files) {
    for (const piece of codeTokens(source.root).flatMap(pieces)) {
      const fate = fateOf(piece.node, marks);
      const count =
        fate === 'goes'
          ? counted.goes
          : fate === 'open' || isTyped(piece.node)
            ? counted.mayStay
            : counted.stays;
      count.add(pieceKey(piece));
      if (!counted.where.has(pieceKey(piece)) || fate === null)
        counted.where.set(pieceKey(piece), source.path);
    }
    for (const word of markupWords(source)) counted.mayStay.add(`text ${word}`);
    if (after === null) continue;
    const tests = testParts(after.root);
    for (const piece of codeTokens(after.root).flatMap(pieces)) {
      if (tests.some((part) => part.covers(piece.node))) continue;
      counted.after.add(pieceKey(piece));
      if (!counted.where.has(pieceKey(piece))) counted.where.set(pieceKey(piece), source.path);
    }
    for (const word of markupWords(after)) counted.after.add(`text ${word}`);
  }
  return counted;
}
