import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** A string, symbol or atom in code. */
export interface Literal {
  readonly node: SyntaxNode;
  /** What it stands for, escapes as they are written; of a text with interpolations the fixed parts, joined by a space. */
  readonly value: string;
  readonly kind: 'string' | 'symbol' | 'interpolated';
}

const STRINGS = new Set([
  'string',
  'template_string',
  'string_literal',
  'interpreted_string_literal',
  'raw_string_literal',
  'rune_literal',
  'character_literal',
  'text_block',
  'line_string_literal',
  'multi_line_string_literal',
  'raw_string_literal',
  'verbatim_string_literal',
  'interpolated_string_expression',
  'encapsed_string',
  'heredoc',
  'heredoc_body',
  'nowdoc',
  'charlist',
  'sigil',
  'bare_string',
  'multiline_string_literal',
]);
const SYMBOLS = new Set([
  'simple_symbol',
  'delimited_symbol',
  'bare_symbol',
  'hash_key_symbol',
  'atom',
  'quoted_atom',
  'keyword',
  'quoted_keyword',
]);
const PARTS =
  /^(?:string_fragment|string_content|escape_sequence|escaped_sequence|line_str_text|multi_line_str_text|raw_str_part|str_escaped_char|quoted_content|string_literal_content|string_value|heredoc_content|nowdoc_string|raw_string_content|interpreted_string_literal_content|raw_string_literal_content|multiline_string_fragment|character_escape_seq|string_text|interpolated_string_text)$/;
const HOLES =
  /^(?:template_substitution|interpolation|interpolated_expression|interpolated_identifier|interpolated_string|variable_name|member_access_expression)$/;

/** The literal that this node is; null if it is none. */
export function literalOf(node: SyntaxNode): Literal | null {
  if (SYMBOLS.has(node.type)) {
    const value = node.text.replace(/^:|:\s*$/g, '').replace(/^(['"])([\s\S]*)\1$/, '$2');
    return { node, value, kind: 'symbol' };
  }
  if (!STRINGS.has(node.type) || !node.named) return null;
  const parts = node.children.filter(({ type }) => PARTS.test(type));
  const holes = node.children.some(({ type }) => HOLES.test(type));
  if (holes) return { node, value: parts.map(({ text }) => text).join(' '), kind: 'interpolated' };
  if (parts.length > 0) return { node, value: parts.map(({ text }) => text).join(''), kind: 'string' };
  const bare = /^(?:[a-zA-Z@$#]*)("""|'''|"|'|`)([\s\S]*)\1#*$/.exec(node.text);
  return { node, value: bare?.[2] ?? node.text, kind: 'string' };
}

/** All literals of a file, in order, docstrings included. */
export function literalsOf(source: ParsedSource): readonly Literal[] {
  const found: Literal[] = [];
  for (const node of source.root.walk()) {
    const literal = literalOf(node);
    if (literal !== null) found.push(literal);
  }
  return found;
}

/** Tells whether the literal stands alone as a statement: a docstring, not a value. */
export function isDocstring({ node }: Literal): boolean {
  const above = node.parent;
  if (above === null) return false;
  if (above.type === 'expression_statement') return above.namedChildren.length === 1 && above.parent !== null;
  return (
    /^(?:arguments)$/.test(above.type) &&
    above.parent?.parent?.type === 'unary_operator' &&
    /^@(?:module|type)?doc\b/.test(above.parent.parent.text)
  );
}
