import { type CodeToken, codeTokens } from '#code/code-tokens.ts';
import { type Declaration, declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { markEmptiedParts } from '#gate/clean-up/emptied-parts.ts';
import { type FatedSource, fateOf } from '#gate/clean-up/fates.ts';
import { scopeOf } from '#gate/clean-up/variant-names.ts';
import { wordAlone } from '#shared/whole-word.ts';

const FIELD = /^(?:private|public|protected|internal|readonly|val|var|final|static)\b/;
const MEMBER = /^(?:property_identifier|field_identifier)$/;

function plain(name: string): string {
  return name.replace(/^[$@]+/, '');
}

function isSet(node: SyntaxNode): boolean {
  for (const above of [node, ...node.ancestors()]) {
    const { parent, field } = above;
    if (parent === null) return false;
    if (
      /^(?:assignment|assignment_expression)$/.test(parent.type) &&
      (field === 'left' || field === 'target')
    )
      return true;
    if (!/member|attribute|field|navigation|variable_name|directly/.test(parent.type)) return false;
  }
  return false;
}

function isExport(node: SyntaxNode): boolean {
  for (const above of node.ancestors()) {
    if (/export_clause|export_specifier/.test(above.type)) return true;
    if (/assignment/.test(above.type)) return /^(?:module\.exports|exports\.|__all__)/.test(above.text);
    if (/function|class|method/.test(above.type)) return false;
  }
  return false;
}

/** The part of its own file in which a declaration can be used. */
export function declarationReach({ node, kind, name }: Declaration): SyntaxNode {
  const root = [...node.ancestors()].at(-1) ?? node;
  if (kind !== 'local' && kind !== 'parameter') return root;
  return name.startsWith('@') || FIELD.test(node.text) || node.type === 'property_promotion_parameter'
    ? root
    : scopeOf(node);
}

/** Whether a place is in a method or an implementation of the type itself: `func (f name)`, `impl Trait for name`. */
function isOwnPart(node: SyntaxNode, name: string): boolean {
  for (const above of node.ancestors()) {
    if (above.type === 'impl_item') return above.child('type')?.text === name;
    if (above.type === 'method_declaration') return wordAlone(name).test(above.child('receiver')?.text ?? '');
  }
  return false;
}

/** The tokens that use a declaration, in its own file or in another. */
export function usesOf(
  declaration: Declaration,
  tokens: readonly CodeToken[],
  own: boolean,
): readonly CodeToken[] {
  const { name, kind, node, nameNode } = declaration;
  const reach = own ? declarationReach(declaration) : null;
  const isMember =
    reach === null || kind === 'entry' || kind === 'function' || kind === 'value' || reach !== scopeOf(node);
  return tokens.filter((token) => {
    if (token.kind === 'text' ? kind !== 'entry' || token.text !== name : plain(token.text) !== plain(name))
      return false;
    if (token.kind !== 'name' && token.kind !== 'text') return false;
    if (own && (token.node === nameNode || nameNode.covers(token.node))) return false;
    if (own && (kind === 'function' || kind === 'type') && node.covers(token.node)) return false;
    if (own && kind === 'type' && isOwnPart(token.node, name)) return false;
    if (reach !== null && !reach.covers(token.node)) return false;
    if (!isMember && MEMBER.test(token.node.type)) return false;
    return !isExport(token.node) && !isSet(token.node);
  });
}

/** Whether a name only brings code into a file. A class of PHP uses a trait. */
export function isImported(node: SyntaxNode): boolean {
  return [...node.ancestors()].some(
    ({ type }) =>
      /import|use_list|namespace_use|using_directive/.test(type) ||
      (type === 'use_declaration' && node.type !== 'name'),
  );
}

function goesWith({ node }: Declaration): SyntaxNode {
  let step = node;
  while (
    step.parent !== null &&
    /^(?:lexical_declaration|variable_declaration|local_variable_declaration|local_declaration_statement|expression_statement|field_declaration|export_statement|import_statement|import_clause|named_imports|import_declaration|using_directive|const_declaration|type_declaration|namespace_use_declaration|decorated_definition|property_declaration|import_list)$/.test(
      step.parent.type,
    )
  ) {
    const twins = step.parent.namedChildren.filter(({ type }) => type === step.type);
    if (twins.length > 1) break;
    step = step.parent;
  }
  return step;
}

/** The statements that set a field go with it. */
function settersOf({ name }: Declaration, { source }: FatedSource): readonly SyntaxNode[] {
  return [...source.root.walk()].filter((node) => {
    if (!/^(?:assignment|assignment_expression)$/.test(node.type)) return false;
    const left = (node.child('left') ?? node.child('target'))?.text.replace(
      /^(?:this|self|\$this)(?:\.|->)/,
      '',
    );
    return left !== undefined && plain(left) === plain(name);
  });
}

const SCRIPTS = new Set(['typescript', 'tsx', 'javascript']);

/** Tells whether only its own file can use a declaration. */
export function isPrivate({ node, name }: Declaration, { language, root }: ParsedSource): boolean {
  if (/^(?:private|fileprivate)\b/.test(node.text) || /^#/.test(name)) return true;
  if (/^private\b/.test(node.parent?.text ?? '') && node.type === 'variable_declarator') return true;
  if (language === 'rust') return !/^pub\b/.test(node.text);
  if (!SCRIPTS.has(language)) return false;
  const above = [...node.ancestors()];
  if (above.some(({ type }) => /export_statement|class_body|object$|interface_body/.test(type))) return false;
  return ![...root.walk()].some((other) => other.text === name && isExport(other));
}

/** The code of a file in which another declaration hides this one. */
function hiddenIn(
  declaration: Declaration,
  all: readonly Declaration[],
  own: boolean,
): readonly SyntaxNode[] {
  const reach = declarationReach(declaration);
  return all
    .filter((other) => other !== declaration && plain(other.name) === plain(declaration.name))
    .filter(({ kind }) => kind === 'local' || kind === 'parameter')
    .map(declarationReach)
    .filter((scope) => !own || (scope !== reach && reach.covers(scope)));
}

function asksSelf(node: SyntaxNode): boolean {
  if (node.text.startsWith('@')) return true;
  for (const above of [...node.ancestors()].slice(0, 2))
    if (
      /member|attribute|field|navigation/.test(above.type) &&
      /^(?:this|self|\$this)(?:\.|->)/.test(above.text)
    )
      return true;
  return false;
}

/**
 * Marks what only code that goes uses: it may go too. Names without any use, and those that other files use, are left
 * alone; an entry that templates named, and no template does any more, may go. Works through all files together, as often as it finds more.
 */
export async function markDeadCode(
  files: readonly FatedSource[],
  usedElsewhere: (name: string) => Promise<boolean>,
  leftTemplates: (name: string) => Promise<boolean>,
): Promise<void> {
  const code = files.filter(({ isTest }) => !isTest);
  const tokens = new Map(code.map((file) => [file, codeTokens(file.source.root)]));
  const declared = new Map(code.map((file) => [file, declarationsOf(file.source.root)]));
  const named = new Map(
    [...declared].map(([file, list]) => [file, new Set(list.map(({ nameNode }) => nameNode))]),
  );
  const namesDeclared = (file: FatedSource, node: SyntaxNode) => named.get(file)?.has(node) ?? false;
  const fatesOfUses = (file: FatedSource, declaration: Declaration, isShared: boolean) =>
    (isShared ? code : [file]).flatMap((other) => {
      const hidden = hiddenIn(declaration, declared.get(other) ?? [], other === file);
      return usesOf(declaration, tokens.get(other) ?? [], other === file)
        .filter(
          ({ node }) => (other === file && asksSelf(node)) || !hidden.some((scope) => scope.covers(node)),
        )
        .filter(({ node }) => other === file || !(isImported(node) || namesDeclared(other, node)))
        .map(({ node }) => fateOf(node, other.marks));
    });
  for (let round = 0; round < 6; round += 1) {
    let found = false;
    for (const file of code) {
      for (const declaration of declared.get(file) ?? []) {
        if (fateOf(declaration.node, file.marks) !== null) continue;
        const isShared =
          ['function', 'type', 'value', 'entry'].includes(declaration.kind) &&
          !isPrivate(declaration, file.source);
        const uses = fatesOfUses(file, declaration, isShared);
        const isOfTemplates = uses.length === 0 && declaration.kind === 'entry';
        if (uses.some((fate) => fate === null) || (uses.length === 0 && !isOfTemplates)) continue;
        if (isOfTemplates && !(await leftTemplates(declaration.name))) continue;
        if (isShared && (await usedElsewhere(declaration.name))) continue;
        file.marks.set(goesWith(declaration), 'open');
        if (declarationReach(declaration) !== scopeOf(declaration.node) || declaration.kind === 'value')
          for (const setter of settersOf(declaration, file)) file.marks.set(setter, 'open');
        found = true;
      }
    }
    if (markEmptiedParts(code)) found = true;
    if (!found) return;
  }
}
