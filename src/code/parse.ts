import type { TreeCursor } from 'web-tree-sitter';
import { parserOf } from '#code/grammar.ts';
import { isGrammarGap } from '#code/grammar-gaps.ts';
import { hasScriptElements, type Language, languageOf } from '#code/language.ts';
import { SyntaxNode } from '#code/syntax-node.ts';

/** A file's syntax tree. */
export interface ParsedSource {
  readonly path: string;
  readonly language: Language;
  /** The whole file, exactly. */
  readonly text: string;
  readonly root: SyntaxNode;
  /** The nodes that are no valid code; empty if the whole file parses. What the grammar is known to miss is no error. */
  readonly errors: readonly SyntaxNode[];
}

function nodeAt(cursor: TreeCursor, text: string, parent: SyntaxNode | null): SyntaxNode {
  const node = new SyntaxNode(text, parent, {
    type: cursor.nodeType,
    named: cursor.nodeIsNamed,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    row: cursor.startPosition.row,
    broken: cursor.nodeType === 'ERROR' || cursor.nodeIsMissing,
  });
  parent?.children.push(node);
  return node;
}

/** Copies the tree without recursion: code may be nested deeper than the stack. */
function copied(cursor: TreeCursor, text: string): SyntaxNode {
  const root = nodeAt(cursor, text, null);
  let parent = root;
  let descend = cursor.gotoFirstChild();
  while (descend) {
    const node = nodeAt(cursor, text, parent);
    if (cursor.gotoFirstChild()) {
      parent = node;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (parent.parent === null || !cursor.gotoParent()) {
        descend = false;
        break;
      }
      parent = parent.parent;
    }
  }
  return root;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The text with all but its scripts blanked, so that offsets stay. */
function scriptsOf(text: string): string {
  const frontMatter = /^(\uFEFF?---\r?\n)([\s\S]*?)(\r?\n---)/.exec(text);
  const parts: string[] = [];
  let at = 0;
  if (frontMatter !== null) {
    parts.push(blank(frontMatter[1] ?? ''), frontMatter[2] ?? '');
    at = (frontMatter[1] ?? '').length + (frontMatter[2] ?? '').length;
  }
  for (const { index, 1: open = '', 2: script = '' } of text.matchAll(
    /(<script\b[^>]*>)([\s\S]*?)<\/script>/gi,
  )) {
    parts.push(blank(text.slice(at, index + open.length)), script);
    at = index + open.length + script.length;
  }
  return parts.join('') + blank(text.slice(at));
}

/** Swift's macros as calls: its parser does not know `#expect(…)`. Offsets stay. */
function withoutMacroMarks(text: string): string {
  return text.replace(
    /#(?=(?!selector\b|keyPath\b|available\b|unavailable\b|if\b|elseif\b|colorLiteral\b|imageLiteral\b|fileLiteral\b)[a-zA-Z]\w*\s*[({])/g,
    ' ',
  );
}

/** Parses text in a language. Parsers repair what they do not understand: see `errors`. */
export async function parseText(path: string, text: string, language: Language): Promise<ParsedSource> {
  const parser = await parserOf(language);
  const tree = parser.parse(language === 'swift' ? withoutMacroMarks(text) : text);
  if (tree === null) throw new Error(`the parser of ${language} gave no tree`);
  const cursor = tree.walk();
  try {
    const root = copied(cursor, text);
    const errors = tree.rootNode.hasError
      ? [...root.walk()].filter((node) => node.broken && !isGrammarGap(node, language))
      : [];
    return { path, language, text, root, errors };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/**
 * Parses a file in the language of its name; of Vue, Svelte, Astro and HTML files only the scripts. Null if the product has
 * no parser for the file.
 */
export async function parseFile(path: string, text: string): Promise<ParsedSource | null> {
  const language = languageOf(path);
  if (language !== null) return parseText(path, text, language);
  if (!hasScriptElements(path)) return null;
  return { ...(await parseText(path, scriptsOf(text), 'typescript')), text };
}
