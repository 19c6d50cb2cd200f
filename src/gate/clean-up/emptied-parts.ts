import { codeTokens } from '#code/code-tokens.ts';
import { declarationsOf } from '#code/declarations.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { type FatedSource, fateOf } from '#gate/clean-up/fates.ts';
import { isTyped, OPEN_NAMES } from '#gate/clean-up/piece-tally.ts';

const CONSTRUCTOR = /^(?:constructor_declaration|init_declaration|secondary_constructor)$/;
const CONSTRUCTOR_NAME = /^(?:constructor|__init__|initialize|__construct|init)$/;

/** A constructor of which nothing stays may go as a whole. */
function markEmptyConstructors({ source, marks }: FatedSource): boolean {
  let found = false;
  for (const node of source.root.walk()) {
    const name = node.child('name');
    const isConstructor =
      CONSTRUCTOR.test(node.type) ||
      (/^(?:method|function)/.test(node.type) && CONSTRUCTOR_NAME.test(name?.text ?? ''));
    if (!isConstructor || fateOf(node, marks) !== null) continue;
    const parts = codeTokens(node).filter(
      (token) => token.kind !== 'mark' && token.kind !== 'word' && token.node !== name,
    );
    const stays = parts.filter(
      (token) => fateOf(token.node, marks) === null && !/^(?:self|this)$/.test(token.text),
    );
    if (stays.length > 0) continue;
    marks.set(node, 'open');
    found = true;
  }
  return found;
}

/** Attributes, and what is written for a type outside of it, go with it. */
function markParts({ source, marks }: FatedSource, gone: ReadonlySet<string>): boolean {
  const before = marks.size;
  for (const node of source.root.walk()) {
    if (!/^(?:attribute_item|impl_item)$/.test(node.type) || fateOf(node, marks) !== null) continue;
    const siblings = node.parent?.children ?? [];
    const next = siblings
      .slice(siblings.indexOf(node) + 1)
      .find(({ type }) => type !== 'attribute_item' && !/comment/.test(type));
    const isAttribute = node.type === 'attribute_item' && next !== undefined && fateOf(next, marks) !== null;
    const isOfType = node.type === 'impl_item' && gone.has(node.child('type')?.text ?? '');
    if (isAttribute || isOfType) marks.set(node, 'open');
  }
  return marks.size > before;
}

const NAMESPACE = /^(?:module|mod_item|namespace_declaration|internal_module)$/;

function namesSpace({ parent, field }: SyntaxNode): boolean {
  if (parent === null) return false;
  const target = parent.type === 'arguments' ? parent.parent?.child('target')?.text : undefined;
  const isHead = field === 'name' && NAMESPACE.test(parent.type) && parent.child('body') !== null;
  return isHead || target === 'defmodule';
}

/** A file of which nothing stays but imports and the names of modules may go as a whole. */
function markEmptyFile({ source: { root }, marks }: FatedSource): boolean {
  if (marks.size === 0 || marks.has(root)) return false;
  const stays = codeTokens(root).some(
    ({ kind, text, node }) =>
      kind !== 'mark' &&
      kind !== 'word' &&
      fateOf(node, marks) === null &&
      !OPEN_NAMES.has(text) &&
      !isTyped(node) &&
      !namesSpace(node),
  );
  if (stays) return false;
  marks.set(root, 'open');
  return true;
}

const LOADS = /^(?:require|require_relative|load)\b/;

/** The path without its ending that a part loads: `require_relative "pay_code"`, `mod clock;`; null if it loads none. */
function loadedStem(node: SyntaxNode): string | null {
  if (node.type === 'mod_item' && node.child('body') === null) return node.child('name')?.text ?? null;
  if (node.type !== 'call' || !LOADS.test(node.text)) return null;
  return /["']([^"']+?)(?:\.rb)?["']/.exec(node.text)?.[1]?.replace(/^(?:\.{1,2}\/)+/, '') ?? null;
}

/** What loads a file that goes as a whole goes with it. */
function markLoads({ source, marks }: FatedSource, files: readonly FatedSource[]): boolean {
  const empty = files
    .filter((file) => fateOf(file.source.root, file.marks) !== null)
    .map((file) => `/${file.source.path}`.replace(/(?:\/mod)?\.[^./]+$/, ''));
  const before = marks.size;
  for (const node of source.root.walk()) {
    const stem = loadedStem(node);
    if (stem === null || fateOf(node, marks) !== null) continue;
    if (empty.some((path) => path.endsWith(`/${stem}`))) marks.set(node, 'open');
  }
  return marks.size > before;
}

/** Marks as open what holds nothing that stays. Tells whether there was more of it. */
export function markEmptiedParts(files: readonly FatedSource[]): boolean {
  const types = files.flatMap(({ source, marks }) =>
    declarationsOf(source.root).flatMap(({ kind, name, node }) =>
      kind === 'type' && fateOf(node, marks) !== null ? [name] : [],
    ),
  );
  const gone = new Set(types);
  return files
    .map((file) => {
      const found = [markEmptyConstructors(file), markParts(file, gone), markEmptyFile(file)];
      return [...found, markLoads(file, files)].some(Boolean);
    })
    .some(Boolean);
}
