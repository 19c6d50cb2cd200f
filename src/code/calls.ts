import { bareName, isIdentifier } from '#code/identifiers.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

export interface Argument {
  /** The name that it is given by, `default` of `default="x"`; null if it is positional. */
  readonly name: string | null;
  readonly value: SyntaxNode;
}

/** A call of a function, a method or a constructor. */
export interface CallSite {
  readonly node: SyntaxNode;
  /** The last name of what is called: `variation` of `client.flags.variation(…)`. */
  readonly name: string;
  /** What stands before the name; null if nothing does. */
  readonly receiver: SyntaxNode | null;
  readonly arguments: readonly Argument[];
}

const CALLS =
  /^(?:call|call_expression|new_expression|method_invocation|object_creation_expression|invocation_expression|implicit_object_creation_expression|function_call_expression|member_call_expression|nullsafe_member_call_expression|scoped_call_expression|constructor_expression|macro_invocation|decorator|annotation|attribute|constructor_invocation|method_call)$/;
const LISTS =
  /^(?:arguments|argument_list|value_arguments|attribute_argument_list|annotation_argument_list|token_tree|attribute_arguments)$/;
const BLOCKS = /^(?:do_block|block|class_body|declaration_list|annotated_lambda)$/;
const NAMED =
  /^(?:keyword_argument|argument|value_argument|pair|keywords|named_argument|attribute_argument|element_value_pair)$/;

function lists(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.flatMap((child) =>
    child.type === 'call_suffix' || child.type === 'constructor_invocation'
      ? lists(child)
      : LISTS.test(child.type) || child.type === 'annotated_lambda' || child.type === 'lambda_literal'
        ? [child]
        : [],
  );
}

function argumentOf(node: SyntaxNode): readonly Argument[] {
  if (node.type === 'keywords') return node.namedChildren.flatMap(argumentOf);
  if (!NAMED.test(node.type)) return [{ name: null, value: node }];
  const parts = node.namedChildren;
  const value = parts.at(-1);
  const label = parts.length > 1 ? parts.at(0) : undefined;
  if (value === undefined) return [];
  const name = label === undefined ? null : bareName(label.text.replace(/:\s*$/, ''));
  return [{ name, value }];
}

/** The call that this node is; null if it is none. */
export function callSiteOf(node: SyntaxNode): CallSite | null {
  if (!node.named || !CALLS.test(node.type)) return null;
  const inner = node.type === 'decorator' ? node.namedChildren.at(0) : undefined;
  if (inner !== undefined && CALLS.test(inner.type)) return null;
  const args = lists(node);
  if (node.type === 'attribute' && args.length === 0) return null;
  const before = node.namedChildren.filter(
    (child) => !BLOCKS.test(child.type) && !args.some((list) => list === child || child.covers(list)),
  );
  const last = [...before.flatMap((child) => [...child.walk()])]
    .filter((child) => isIdentifier(child) && !isInType(child, node))
    .at(-1);
  const listed = args.flatMap((list) =>
    list.type.includes('lambda') ? [{ name: null, value: list }] : list.namedChildren.flatMap(argumentOf),
  );
  if (last === undefined) return null;
  const receiver = before.find((child) => child.start < last.start) ?? null;
  return { node, name: bareName(last.text), receiver, arguments: listed };
}

function isInType(name: SyntaxNode, call: SyntaxNode): boolean {
  for (const above of name.ancestors()) {
    if (above === call) return false;
    if (/^type_arguments$|^type_argument_list$/.test(above.type)) return true;
  }
  return false;
}

/** All calls of a file, in order, constructors and annotations with arguments included. */
export function callsOf(source: ParsedSource): readonly CallSite[] {
  return [...source.root.walk()].flatMap((node) => callSiteOf(node) ?? []);
}
