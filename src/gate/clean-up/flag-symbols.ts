import { codeTokens, isPlainString, unquoted } from '#code/code-tokens.ts';
import { type Declaration, declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** A name that stands for the flag: a constant, an entry of an enum or of a registry, an object made for it. */
export interface FlagSymbol {
  readonly name: string;
  readonly path: string;
  /** What goes from the file together with the name; null in a file that is no code. */
  readonly node: SyntaxNode | null;
  readonly nameNode: SyntaxNode | null;
}

/** Names of the fields of an entry, not of the entry. */
const FIELD = /^(?:key|flag|name|id|slug|code|flag_?key|feature|experiment|value|raw_?value)$/i;
const CALL = /call|invocation|object_creation|new_expression/;
const MAKER =
  /^(?:[\w$.:]*[.:])?(?:(?:define|create|make|register|declare|build|new)[A-Z_]\w*|New|freeze|[a-z]*(?:Map|List|Set)Of|Map|dict)\s*[(<]/;
const CLASS_CALL = /^[A-Z]\w*\s*[(<]/;
/** In these languages functions begin with a capital too. */
const CAPITAL_FUNCTIONS = new Set(['go', 'csharp']);

function makesObject(call: SyntaxNode, language: string): boolean {
  if (/object_creation|new_expression/.test(call.type) || MAKER.test(call.text)) return true;
  return CLASS_CALL.test(call.text) && !CAPITAL_FUNCTIONS.has(language);
}

/** Whether the node is an argument of this call, and not what is called or asked. */
function isArgument(node: SyntaxNode, call: SyntaxNode): boolean {
  return call.children.some(
    ({ type, start, end }) => /argument|suffix/.test(type) && start <= node.start && node.end <= end,
  );
}

/** Tells whether a node is the key of the flag as it stands in code: a string or a symbol. */
export function isKey(node: SyntaxNode, key: string): boolean {
  if (!node.named || !(isPlainString(node) || /symbol|atom|keyword/.test(node.type))) return false;
  return unquoted(node.text) === key;
}

function holderOf(
  node: SyntaxNode,
  declarations: readonly Declaration[],
  language: string,
): Declaration | null {
  const above = declarations
    .filter((declaration) => ['value', 'entry'].includes(declaration.kind) && declaration.node.covers(node))
    .filter((declaration) => declaration.nameNode !== node && !declaration.nameNode.covers(node))
    .sort((a, b) => a.node.end - a.node.start - (b.node.end - b.node.start));
  const [first, second] = above;
  if (first === undefined) return null;
  const isField = first.kind === 'entry' && FIELD.test(first.name) && second !== undefined;
  const holder = isField ? second : first;
  for (const step of node.ancestors()) {
    if (step === holder.node) return holder;
    const attribute = step.parent?.type === 'unary_operator' && step.parent.text.startsWith('@');
    if (CALL.test(step.type) && !attribute && isArgument(node, step) && !makesObject(step, language))
      return null;
    if (/function|method|lambda|arrow/.test(step.type)) return null;
  }
  return holder;
}

/** The names that hold the flag's key in this file. */
export function flagSymbols({ root, path, language }: ParsedSource, key: string): readonly FlagSymbol[] {
  const declarations = declarationsOf(root);
  const found = new Map<SyntaxNode, FlagSymbol>();
  for (const node of root.walk()) {
    if (!isKey(node, key)) continue;
    const holder = holderOf(node, declarations, language);
    if (holder !== null)
      found.set(holder.node, { name: holder.name, path, node: holder.node, nameNode: holder.nameNode });
  }
  return [...found.values()];
}

/** Tells whether a token names the flag: its key, or a name that holds it, outside of its declaration. */
export function namesFlag(node: SyntaxNode, key: string, symbols: readonly FlagSymbol[]): boolean {
  if (isKey(node, key)) return true;
  if (node.children.length > 0 && !isPlainString(node)) return false;
  const text = isPlainString(node) ? unquoted(node.text) : node.text.replace(/^[:@$]/, '');
  return symbols.some(
    ({ name, nameNode }) =>
      name === text && nameNode !== node && (nameNode === null || !isInside(node, nameNode)),
  );
}

function isInside(node: SyntaxNode, other: SyntaxNode): boolean {
  return [...node.ancestors()].includes(other);
}

/** Names that files write down for the flag, so that a search for them finds its uses. */
export function tellingNames(symbols: readonly FlagSymbol[]): readonly string[] {
  return [...new Set(symbols.map(({ name }) => name))].filter((name) => name.length > 2);
}

/** The variant that a node names by a string, a symbol, a constant or an entry; null if it names none. */
export function variantNamed(node: SyntaxNode, variants: readonly string[]): string | null {
  const tokens = codeTokens(node).filter(({ kind }) => kind === 'text' || kind === 'name');
  const last = tokens.at(-1);
  if (last === undefined || tokens.length > 4) return null;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const exact = variants.find((variant) => tokens.some(({ text }) => text === variant));
  if (exact !== undefined) return exact;
  return last.kind === 'name' && tokens.length > 1
    ? (variants.find((variant) => plain(variant) === plain(last.text)) ?? null)
    : (variants.find(
        (variant) => plain(variant) === plain(last.text) && last.text !== variant.toLowerCase(),
      ) ?? null);
}
