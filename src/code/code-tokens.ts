import { isComment } from '#code/comments.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** A smallest part of code that means something: comments and white space are none. */
export interface CodeToken {
  /** `name`: an identifier; `text`: a string or a text of markup; `mark`: punctuation that only shapes code; `word`: a keyword. */
  readonly kind: 'name' | 'text' | 'number' | 'operator' | 'mark' | 'word';
  /** The token without quotes, white space of markup collapsed. */
  readonly text: string;
  readonly node: SyntaxNode;
}

const STRING =
  /^(?:string|string_literal|template_string|interpreted_string_literal|raw_string_literal|line_string_literal|multi_line_string_literal|encapsed_string|verbatim_string_literal|interpolated_string_expression|character_literal|char_literal|rune_literal|bare_string|delimited_symbol|heredoc_body|heredoc|nowdoc|charlist|sigil|string_array|regex|quoted_atom|quoted_keyword|concatenated_string|text_block|raw_string|multiline_string_literal)$/;
const HOLE = /interpolat|substitution|^variable_name$|^member_access|^subscript|^bare_string$|^string$/;
const PIECE =
  /^(?:string_fragment|string_content|string_literal_content|interpreted_string_literal_content|raw_string_literal_content|line_str_text|multi_line_str_text|quoted_content|escape_sequence|jsx_text|text|heredoc_content|bare_symbol|character|string_start|string_end)$/;
const NAME =
  /identifier$|identifier_pattern$|^(?:constant|name|instance_variable|class_variable|global_variable|word|alias|atom|simple_symbol|hash_key_symbol|keyword|shorthand_property_identifier|shorthand_property_identifier_pattern|variable_name|self|this|super)$/;
const NUMBER =
  /number|integer|float|decimal|real_literal|int_literal|hex_literal|^(?:true|false|boolean|boolean_literal)$/;
const OPERATOR =
  /^(?:[-+*/%<>&|^~!]=?|[=!]==?|<=>|<=|>=|&&|\|\||\?\?|\*\*|<<|>>|not|and|or|in|is|\|>|<>|\+\+|--|=~|\?:)$/;

const CALCULATION =
  /binary|unary|comparison|equality|additive|multiplicative|conjunction|disjunction|boolean_operator|not_operator|prefix|infix|elvis|coalescing|augmented|update|negat|check_expression|logical/;

/** Tells whether the node is a string without interpolated parts. */
export function isPlainString(node: SyntaxNode): boolean {
  return STRING.test(node.type) && !node.children.some(({ named, type }) => named && HOLE.test(type));
}

/** The text of a string without its quotes and prefix; of a symbol without its colon. */
export function unquoted(text: string): string {
  const quoted = /^(?:[:a-zA-Z@$#]{0,3})("""|'''|"|'|`)([\s\S]*)\1#*$/.exec(text);
  return quoted === null ? text.replace(/^:/, '').replace(/:$/, '') : (quoted[2] ?? '');
}

const DOCUMENTING = /^(?:moduledoc|doc|typedoc|shortdoc)$/;
const ELIXIR_WORDS =
  /^(?:case|cond|if|unless|def|defp|defmodule|defmacro|with|for|use|alias|import|require)$/;

/** Tells whether a string only documents code: a docstring of Python, a `@doc` of Elixir. */
export function isDocumentation(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent === null || !/string|sigil/.test(node.type)) return false;
  if (parent.type === 'expression_statement') return parent.namedChildren.length === 1;
  return parent.type === 'arguments' && DOCUMENTING.test(parent.parent?.child('target')?.text ?? '');
}

function tokenOf(node: SyntaxNode): CodeToken | null {
  const { type, named, text } = node;
  if (PIECE.test(type)) {
    const plain = text.replace(/\s+/g, ' ').trim();
    return plain === '' || /^(?:[a-z]{0,2}["'`]{1,3})$/i.test(plain)
      ? null
      : { kind: 'text', text: plain, node };
  }
  if (!named) {
    const operates = OPERATOR.test(text) && CALCULATION.test(node.parent?.type ?? '');
    const kind = operates ? 'operator' : /^\w+$/.test(text) ? 'word' : 'mark';
    return text === '' ? null : { kind, text, node };
  }
  if (NUMBER.test(type)) return { kind: 'number', text: text.replaceAll('_', ''), node };
  if (node.field === 'target' && ELIXIR_WORDS.test(text)) return { kind: 'word', text, node };
  if (NAME.test(type)) return { kind: 'name', text: text.replace(/^:|:\s*$/g, ''), node };
  return { kind: text === '' ? 'mark' : 'word', text, node };
}

/** The tokens under a node, in order. A string without interpolated parts is one token. */
export function codeTokens(root: SyntaxNode): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isComment(node) || isDocumentation(node)) return;
    if (isPlainString(node)) tokens.push({ kind: 'text', text: unquoted(node.text), node });
    else if (node.type === 'variable_name') tokens.push({ kind: 'name', text: node.text, node });
    else if (node.children.length === 0) {
      const token = tokenOf(node);
      if (token !== null) tokens.push(token);
    } else node.children.forEach(visit);
  };
  visit(root);
  return tokens;
}
