import { callSiteOf } from '#code/calls.ts';
import { definitionOf, definitionsOf } from '#code/definitions.ts';
import { bareName, isIdentifier } from '#code/identifiers.ts';
import { importsOf } from '#code/imports.ts';
import { isDocstring, literalOf } from '#code/literals.ts';
import { enclosingFunction, enclosingType, isInTests } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeFile } from '#gate/implement/code-base.ts';

/** A name that stands for the flag's key: a constant, an entry of a registry or an enum, an object made with the key. */
export interface KeySymbol {
  readonly name: string;
  /** The registry, enum or type that the name belongs to; null if it stands alone. */
  readonly owner: string | null;
  readonly path: string;
  readonly nameNode: SyntaxNode;
  /** The definition: default variants may stand in it. */
  readonly node: SyntaxNode;
  /** The function outside of which the name means nothing; null if it is known in the whole file. */
  readonly scope: SyntaxNode | null;
  /** True if other files cannot see it. */
  readonly ownFileOnly: boolean;
  /** True if code refers to it by a string, `experiments.newsletter`. */
  readonly byString: boolean;
  /** True if it is an object that asks, so that calling it is a reading. */
  readonly asks: boolean;
}

const GENERIC =
  /^(?:_?(?:flag|feature|experiment)?_?(?:key|name|id|slug|code|value|rawvalue|flag|feature|experiment|toggle))$/i;

/** Tells whether a name says only that something is a key: `key`, `flag_id`. */
export function isGenericName(name: string): boolean {
  return GENERIC.test(name);
}

function ownerOf(node: SyntaxNode): string | null {
  for (const above of node.ancestors()) {
    const definition = definitionOf(above);
    if (definition === null || definition.kind === 'function' || definition.kind === 'parameter') continue;
    if (definition.kind === 'entry') continue;
    return definition.name;
  }
  return null;
}

/** The symbol that a definition makes of the key in it; null if the name says nothing (`key: '…'`). */
export function symbolFor(node: SyntaxNode, path: string, asks: boolean): KeySymbol | null {
  const definition = definitionOf(node);
  if (definition === null || (definition.kind === 'entry' && GENERIC.test(definition.name))) return null;
  const { name, nameNode } = definition;
  const type = enclosingType(node);
  const scope = enclosingFunction(node)?.node ?? null;
  return {
    name,
    owner: definition.kind === 'entry' ? ownerOf(node) : scope === null ? (type?.name ?? null) : null,
    path,
    nameNode,
    node,
    scope,
    ownFileOnly: node.type === 'unary_operator' || scope !== null,
    byString: literalOf(nameNode) !== null,
    asks,
  };
}

/** The name before a member: `FLAGS` of `FLAGS.refund`, an empty text of `.refund`; null if there is none. */
function qualifierOf(node: SyntaxNode, text: string): string | null {
  const found = /([\w$]*)[!?)\]]*\s*(?:\?\.|\.|::|->)\s*$/.exec(
    text.slice(Math.max(0, node.start - 120), node.start),
  );
  return found === null ? null : (found[1] ?? '');
}

const OWN = /^(?:this|self|Self|static|cls|parent|super)?$/;

function stemOf(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
}

/** Tells whether a module's name may mean the file; a name that means another file does not. */
function leadsTo(from: string, path: string, paths: readonly string[]): boolean {
  const last = stemOf(from.replace(/\.(?:[cm]?[jt]sx?|vue|svelte)$/, '').replace(/\./g, '/'));
  const folders = path.split('/').slice(0, -1);
  if (last === stemOf(path) || folders.includes(last) || last === '') return true;
  return !paths.some((other) => stemOf(other) === last);
}

function isVisible(symbol: KeySymbol, node: SyntaxNode, file: CodeFile, paths: readonly string[]): boolean {
  if (file.path === symbol.path) return symbol.scope === null || symbol.scope.covers(node);
  if (symbol.ownFileOnly || file.source === null) return false;
  const qualifier = qualifierOf(node, file.text);
  if (/^(?:typescript|tsx|javascript|python)$/.test(file.source.language)) {
    const taken = importsOf(file.source)
      .filter(({ from }) => leadsTo(from, symbol.path, paths))
      .flatMap(({ names }) => names);
    const seen =
      symbol.owner === null ? [symbol.name, qualifier ?? ''] : [symbol.owner, symbol.name, qualifier ?? ''];
    if (!seen.some((name) => taken.includes(name)) && file.before?.includes(symbol.name) !== false)
      return false;
  }
  return true;
}

function isReference(symbol: KeySymbol, node: SyntaxNode, file: CodeFile, paths: readonly string[]): boolean {
  if (node === symbol.nameNode || !isVisible(symbol, node, file, paths)) return false;
  const qualifier = qualifierOf(node, file.text);
  if (symbol.owner === null) return true;
  if (qualifier === null) return file.path === symbol.path || file.text.includes(`${symbol.owner}.`);
  if (OWN.test(qualifier) || qualifier === symbol.owner || symbol.owner.endsWith(`.${qualifier}`))
    return true;
  // An alias of the registry: a name that this file did not have before can only be the new one.
  return !(file.before ?? '').includes(symbol.name);
}

const ASKING = /variant|flag|experiment|feature|treat|bucket|toggle|split|config|\barm|setting|variation/i;

/** The places of a file where a symbol is used, its own definition and imports aside. */
export function usesOfSymbol(
  symbol: KeySymbol,
  file: CodeFile,
  paths: readonly string[],
): readonly SyntaxNode[] {
  if (file.source === null || !file.text.includes(symbol.name)) return [];
  const imported = importsOf(file.source).map(({ node }) => node);
  const other = definitionsOf(file.source).some(
    ({ name, nameNode, node }) =>
      name === symbol.name &&
      nameNode !== symbol.nameNode &&
      enclosingFunction(node) === null &&
      symbol.owner === null,
  );
  if (other && file.path !== symbol.path) return [];
  return [...file.source.root.walk()].filter((node) => {
    const literal = symbol.byString ? literalOf(node) : null;
    if (literal !== null) {
      if (node === symbol.nameNode || isInTests(node)) return false;
      const named = literal.value === symbol.name || literal.value.endsWith(`.${symbol.name}`);
      const call = named ? [...node.ancestors()].map(callSiteOf).find((site) => site !== null) : null;
      return (
        named &&
        call !== null &&
        call !== undefined &&
        ASKING.test(`${call.receiver?.text ?? ''} ${call.name}`)
      );
    }
    if (!isIdentifier(node) || bareName(node.text) !== symbol.name) return false;
    if (symbol.node.type === 'config_entry' && !ASKING.test(qualifierOf(node, file.text) ?? '')) return false;
    if (definitionOf(node.parent ?? node)?.nameNode === node || isInTests(node)) return false;
    return !imported.some((statement) => statement.covers(node)) && isReference(symbol, node, file, paths);
  });
}

/** The places of a file where the key itself stands as a value: not in a comment, a docstring or a test. */
export function literalsOfKey(key: string, file: CodeFile): readonly SyntaxNode[] {
  if (file.source === null || !file.text.includes(key)) return [];
  return [...file.source.root.walk()].filter((node) => {
    const literal = literalOf(node);
    return literal?.value === key && !isDocstring(literal) && !isInTests(node);
  });
}
