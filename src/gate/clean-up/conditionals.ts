import type { SyntaxNode } from '#code/syntax-node.ts';

/** A choice between two parts by a condition. */
export interface TwoWay {
  readonly condition: SyntaxNode;
  /** What counts if the condition holds. */
  readonly yes: readonly SyntaxNode[];
  readonly no: readonly SyntaxNode[];
}

/** A choice between arms by a subject; without a subject each label is a condition. */
export interface ManyWay {
  readonly subject: SyntaxNode | null;
  readonly arms: readonly Arm[];
}

export interface Arm {
  readonly node: SyntaxNode;
  readonly labels: readonly SyntaxNode[];
  readonly body: readonly SyntaxNode[];
  readonly isDefault: boolean;
}

function named(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter(({ type }) => !/comment/.test(type));
}

function fields(node: SyntaxNode, ...names: readonly string[]): readonly SyntaxNode[] {
  return node.children.filter(({ field }) => field !== null && names.includes(field));
}

function around(node: SyntaxNode, word: string): [readonly SyntaxNode[], readonly SyntaxNode[]] {
  const at = node.children.findIndex(({ type }) => type === word);
  const pick = (list: readonly SyntaxNode[]) =>
    list.filter((child) => child.named && !/comment/.test(child.type));
  return at < 0
    ? [pick(node.children), []]
    : [pick(node.children.slice(0, at)), pick(node.children.slice(at + 1))];
}

/** What an Elixir call names: `if`, `case`, `cond`. */
function elixirWord(node: SyntaxNode): string | null {
  if (node.type !== 'call') return null;
  const target = node.child('target');
  return target?.type === 'identifier' && node.children.some(({ type }) => type === 'do_block')
    ? target.text
    : null;
}

/** The parts of an `if`, `unless`, guard or conditional expression in any language; null if the node is none. */
export function twoWay(node: SyntaxNode): TwoWay | null {
  if (!node.named) return null;
  const word = elixirWord(node);
  if (word === 'if' || word === 'unless') {
    const block = node.children.find(({ type }) => type === 'do_block');
    const condition = node.children.find(({ type }) => type === 'arguments')?.namedChildren[0];
    if (block === undefined || condition === undefined) return null;
    const other = block.children.filter(({ type }) => type === 'else_block');
    const own = named(block).filter(({ type }) => type !== 'else_block');
    return word === 'if' ? { condition, yes: own, no: other } : { condition, yes: other, no: own };
  }
  switch (node.type) {
    case 'conditional_expression': {
      const condition = node.child('condition');
      if (condition !== null)
        return { condition, yes: fields(node, 'consequence', 'body'), no: fields(node, 'alternative') };
      const [yes, test, no] = named(node);
      return yes && test && no ? { condition: test, yes: [yes], no: [no] } : null;
    }
    case 'ternary_expression':
    case 'conditional': {
      const condition = node.child('condition');
      return condition === null
        ? null
        : {
            condition,
            yes: fields(node, 'consequence', 'if_true'),
            no: fields(node, 'alternative', 'if_false'),
          };
    }
    case 'if_modifier':
    case 'unless_modifier': {
      const condition = node.child('condition');
      const body = fields(node, 'body');
      if (condition === null) return null;
      return node.type === 'if_modifier'
        ? { condition, yes: body, no: [] }
        : { condition, yes: [], no: body };
    }
    case 'guard_statement': {
      const condition = node.child('condition');
      const statements = node.children.filter(({ type }) => type === 'statements');
      return condition === null ? null : { condition, yes: [], no: statements };
    }
    case 'unless': {
      const condition = node.child('condition');
      return condition === null
        ? null
        : { condition, yes: fields(node, 'alternative'), no: fields(node, 'consequence') };
    }
    case 'if_statement':
    case 'if_expression':
    case 'if':
    case 'elif_clause':
    case 'elsif':
    case 'else_if_clause':
      return ifParts(node);
    default:
      return null;
  }
}

function ifParts(node: SyntaxNode): TwoWay | null {
  const condition = node.child('condition') ?? named(node)[0];
  if (condition === undefined) return null;
  const alternative = fields(node, 'alternative');
  const consequence = fields(node, 'consequence', 'body');
  if (consequence.length > 0) return { condition, yes: consequence, no: alternative };
  const [before, after] = around(node, 'else');
  return {
    condition,
    yes: before.filter((child) => child !== condition && child.field !== 'condition'),
    no: after,
  };
}

const SWITCH =
  /^(?:switch_statement|switch_expression|expression_switch_statement|match_expression|match_statement|case|case_match|when_expression)$/;
const ARM =
  /^(?:switch_case|switch_default|expression_case|default_case|switch_block_statement_group|switch_rule|switch_section|switch_expression_arm|match_conditional_expression|match_default_expression|case_statement|default_statement|case_clause|when|in_clause|else|when_entry|match_arm|switch_entry|stab_clause)$/;
const LABEL =
  /^(?:when_condition|switch_label|switch_pattern|case_pattern|case_switch_label|match_pattern|constant_pattern|discard|declaration_pattern|when_condition|relational_pattern|or_pattern)$/;

function armsUnder(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.flatMap((child) =>
    ARM.test(child.type)
      ? [child]
      : child.named && /body|block|match_block|switch/.test(child.type)
        ? armsUnder(child)
        : [],
  );
}

function armOf(node: SyntaxNode): Arm {
  const isLabel = ({ type, field }: SyntaxNode) =>
    LABEL.test(type) || ['value', 'pattern', 'conditional_expressions', 'left'].includes(field ?? '');
  const isBody = ({ field }: SyntaxNode) => field === 'body' || field === 'consequence' || field === 'right';
  const own =
    node.type === 'match_arm'
      ? named(node).slice(0, 1)
      : named(node).filter((child) => isLabel(child) && !isBody(child));
  const labels = node.type === 'switch_expression_arm' ? named(node).slice(0, 1) : own;
  const body = named(node).filter((child) => !labels.includes(child));
  const text = labels.map((label) =>
    label.text
      .replace(/^(?:case|default)\b\s*/, '')
      .replace(/:$/, '')
      .trim(),
  );
  const isDefault =
    /default|^else$/.test(node.type) ||
    labels.length === 0 ||
    node.children.some(({ type }) => type === 'else' || type === 'default' || type === 'default_keyword') ||
    text.every((label) => label === '' || label === '_' || /^[a-z_]\w*$/.test(label));
  return { node, labels, body, isDefault };
}

/** The parts of a `switch`, `when`, `match` or `case` in any language; null if the node is none. */
export function manyWay(node: SyntaxNode): ManyWay | null {
  if (!node.named) return null;
  const word = elixirWord(node);
  if (!SWITCH.test(node.type) && word !== 'case' && word !== 'cond') return null;
  const list = node.children.find(({ type }) => type === 'arguments');
  const elixirSubject = word === 'case' ? (list?.namedChildren[0] ?? null) : null;
  const subject =
    elixirSubject ??
    node.child('value') ??
    node.child('condition') ??
    node.child('subject') ??
    node.child('expr') ??
    node.children.find(({ type }) => type === 'when_subject') ??
    (node.type === 'switch_expression' ? (named(node)[0] ?? null) : null);
  const arms = node.children.flatMap((child) =>
    ARM.test(child.type) ? [child] : child === subject ? [] : armsUnder(child),
  );
  return arms.length === 0
    ? null
    : { subject: word === null ? subject : elixirSubject, arms: arms.map(armOf) };
}

const LEAVES = /^(?:return|throw|raise|break|continue|control_transfer|jump_expression|yield_statement)/;

/** Tells whether the code after these parts cannot be reached from them. */
export function leaves(parts: readonly SyntaxNode[]): boolean {
  const last = parts.at(-1);
  if (last === undefined) return false;
  if (LEAVES.test(last.type)) return true;
  if (!/block|statement|body|then|structure/.test(last.type)) return false;
  return leaves(named(last));
}
