import { callSiteOf } from '#code/calls.ts';
import { isComment } from '#code/comments.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** An `if`, a ternary, a guard or a modifier: what runs if the condition holds, and what runs if not. */
export interface Conditional {
  readonly condition: SyntaxNode;
  readonly negated: boolean;
  readonly whenTrue: readonly SyntaxNode[];
  readonly whenFalse: readonly SyntaxNode[];
  /** False for one without an `else`: then what follows the statement runs. */
  readonly hasElse: boolean;
}

/** One case of a `switch`, `match`, `when` or `case`. */
export interface Case {
  /** Empty for the default. */
  readonly patterns: readonly SyntaxNode[];
  readonly body: readonly SyntaxNode[];
}

export interface Switch {
  /** Null if the cases are conditions of their own. */
  readonly subject: SyntaxNode | null;
  readonly cases: readonly Case[];
}

const TERNARY = /^(?:ternary_expression|conditional_expression|conditional)$/;
const IF = /^(?:if_expression|if_statement|if|unless|elsif|elif_clause|else_if_clause|guard_statement)$/;
const MODIFIER = /^(?:if_modifier|unless_modifier)$/;
const ELSE = /^(?:else|else_clause|else_block|elif_clause|elsif|else_if_clause)$/;

function real(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter((child) => !isComment(child));
}

function elixirIf(node: SyntaxNode): Conditional | null {
  const word = node.type === 'call' ? (node.child('target')?.text ?? '') : '';
  if (word !== 'if' && word !== 'unless') return null;
  const condition = node.namedChildren[1]?.namedChildren[0];
  const block = node.namedChildren.find(({ type }) => type === 'do_block');
  if (condition === undefined) return null;
  const pairs = [...node.walk()].filter(
    ({ type, parent }) => type === 'pair' && parent?.parent?.parent === node,
  );
  const inline = (key: string) =>
    pairs
      .filter((pair) => pair.child('key')?.text.startsWith(key))
      .flatMap((pair) => pair.child('value') ?? []);
  const otherwise = block?.namedChildren.filter(({ type }) => type === 'else_block') ?? inline('else');
  const then = block?.namedChildren.filter(({ type }) => type !== 'else_block') ?? inline('do');
  return {
    condition,
    negated: word === 'unless',
    whenTrue: then,
    whenFalse: otherwise,
    hasElse: otherwise.length > 0,
  };
}

/** The conditional that this node is; null if it is none. */
export function conditionalOf(node: SyntaxNode): Conditional | null {
  const children = real(node);
  if (MODIFIER.test(node.type)) {
    const condition = node.child('condition');
    const body = node.child('body');
    if (condition === null || body === null) return null;
    return {
      condition,
      negated: node.type === 'unless_modifier',
      whenTrue: [body],
      whenFalse: [],
      hasElse: false,
    };
  }
  if (TERNARY.test(node.type)) {
    const condition = node.child('condition');
    const [first, second, third] = children;
    if (condition === null && first && second && third && node.children.some(({ type }) => type === 'if')) {
      return { condition: second, negated: false, whenTrue: [first], whenFalse: [third], hasElse: true };
    }
    if (condition === null) return null;
    const [then, otherwise] = children.filter((child) => child !== condition);
    return {
      condition,
      negated: false,
      whenTrue: then && otherwise ? [then] : [condition],
      whenFalse: [otherwise ?? then ?? condition],
      hasElse: true,
    };
  }
  if (!node.named || !IF.test(node.type)) return elixirIf(node);
  const condition =
    node.child('condition') ?? children.find(({ type }) => !/block|statements/.test(type)) ?? null;
  if (condition === null) return null;
  const rest = children.filter(
    (child) => child !== condition && child.field !== 'initializer' && child.field !== 'condition',
  );
  const marked = node.children.findIndex(({ type }) => type === 'else');
  const mark = marked < 0 ? Number.POSITIVE_INFINITY : (node.children[marked]?.start ?? 0);
  const isElse = (child: SyntaxNode) =>
    child.field === 'alternative' || ELSE.test(child.type) || child.start > mark;
  const otherwise = rest.filter(isElse);
  const then = rest.filter((child) => !isElse(child));
  if (node.type === 'guard_statement') {
    return { condition, negated: true, whenTrue: [...then, ...otherwise], whenFalse: [], hasElse: false };
  }
  return {
    condition,
    negated: node.type === 'unless',
    whenTrue: then,
    whenFalse: otherwise,
    hasElse: otherwise.length > 0,
  };
}

const SWITCH =
  /^(?:switch_statement|switch_expression|expression_switch_statement|match_statement|match_expression|when_expression|case|case_match)$/;
const CASE =
  /^(?:switch_case|switch_default|switch_block_statement_group|switch_rule|switch_section|switch_expression_arm|expression_case|default_case|case_clause|when|else|in_clause|when_entry|switch_entry|match_conditional_expression|match_default_expression|case_statement|default_statement|match_arm|stab_clause)$/;
const PATTERN =
  /^(?:switch_label|constant_pattern|switch_pattern|when_condition|match_condition_list|match_pattern|case_pattern|pattern|arguments|declaration_pattern|or_pattern|discard|default_keyword|if_clause|if_guard|when_clause)$/;

function caseOf(node: SyntaxNode): Case {
  const children = real(node);
  const isDefault =
    /default|^else$/.test(node.type) || children.some(({ type }) => type === 'default_keyword');
  const labelled = children.filter(
    (child) =>
      PATTERN.test(child.type) ||
      child.field === 'pattern' ||
      (child.field === 'value' && /^(?:switch_case|expression_case|case_statement)$/.test(node.type)) ||
      child.field === 'conditional_expressions' ||
      child.field === 'left',
  );
  const first = children[0];
  const patterns =
    labelled.length > 0 || isDefault || first === undefined || children.length < 2
      ? labelled
      : node.type === 'when_entry'
        ? []
        : [first];
  const body = children.filter((child) => !patterns.includes(child));
  return { patterns: isDefault ? [] : patterns, body };
}

/** The switch that this node is; null if it is none. Cases that fall through have the body of the next. */
export function switchOf(node: SyntaxNode): Switch | null {
  const site = node.type === 'call' ? callSiteOf(node) : null;
  const word = node.type === 'call' ? (node.child('target')?.text ?? site?.name ?? '') : '';
  if (!(node.named && SWITCH.test(node.type)) && word !== 'case' && word !== 'cond') return null;
  if (word !== '' && !node.namedChildren.some(({ type }) => type === 'do_block')) return null;
  const cases: Case[] = [];
  const visit = (at: SyntaxNode, deep: number): void => {
    for (const child of at.namedChildren) {
      if (child.named && CASE.test(child.type) && deep < 3) cases.push(caseOf(child));
      else if (/body|block|list|do_block/.test(child.type)) visit(child, deep + 1);
    }
  };
  visit(node, 0);
  const falls = !/^(?:expression_switch|match_|when_|case|call)/.test(node.type);
  const filled = cases.map((one, at) =>
    falls && one.body.length === 0
      ? { ...one, body: cases.slice(at).find(({ body }) => body.length > 0)?.body ?? [] }
      : one,
  );
  const given =
    word === ''
      ? (node.child('value') ?? node.child('subject') ?? node.child('condition') ?? node.child('expr'))
      : (node.namedChildren[1]?.namedChildren[0] ?? null);
  const first = real(node)[0];
  const subject =
    given ?? (first !== undefined && !CASE.test(first.type) && !/body|block/.test(first.type) ? first : null);
  return { subject: word === 'cond' ? null : subject, cases: filled };
}
