import { isPlainString, unquoted } from '#code/code-tokens.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { twoWay } from '#gate/clean-up/conditionals.ts';
import { type FlagSymbol, namesFlag, variantNamed } from '#gate/clean-up/flag-symbols.ts';

/**
 * What an expression is once the kept variant is the only one: the variant itself, true, false, the fault of the reading
 * (there is none), something that depends on the variant in a way that is not known (`unknown`), or none of it (null).
 */
export type VariantValue = 'variant' | 'true' | 'false' | 'fault' | 'unknown' | null;

/** What is known when code is looked at. */
export interface VariantScope {
  readonly key: string;
  readonly kept: string;
  readonly control: string;
  readonly variants: readonly string[];
  readonly symbols: readonly FlagSymbol[];
  /** The value of a name at a place; null if it has nothing to do with the variant. */
  readonly nameAt: (name: string, place: SyntaxNode) => VariantValue;
  /** The value that a function of the repository gives back. */
  readonly functionNamed: (name: string) => VariantValue;
  /** What a function is always given at this place, by calls in any file. */
  readonly parameterAt: (name: string, index: number) => VariantValue;
}

const WRAPPER =
  /^(?:parenthesized_expression|await_expression|non_null_expression|as_expression|satisfies_expression|try_expression|reference_expression|cast_expression|expression_statement|when_subject|jsx_expression|control_structure_body|literal_element|expression_list|statements|then|body|body_statement|block_body|statement_list|block|statement_block|arrow_expression_clause|return_statement|control_transfer_statement|jump_expression|argument|value_argument|await|postfix_expression|try_operator|unit_expression|parenthesized_statements|interpolation|tuple_expression|condition|else|else_block|finally_clause|type_cast_expression|primary_expression|switch_subject|function_body|lambda_body|template_substitution)$/;
/** Calls in any language. */
export const CALL =
  /^(?:call|call_expression|invocation_expression|method_invocation|function_call_expression|member_call_expression|nullsafe_member_call_expression|scoped_call_expression|macro_invocation|method_call|new_expression|object_creation_expression)$/;
const MEMBER =
  /^(?:member_expression|member_access_expression|attribute|field_expression|field_access|selector_expression|navigation_expression|dot|conditional_access_expression|nullsafe_member_access_expression|subscript_expression|optional_chaining_expression)$/;
const COMPUTED = /^(?:[\w$]+\.)?(?:computed|useMemo|derived|memo|lazy|remember\w*|createMemo|from)$/;
const SAYS_ON = /enabled|is_?on\b|is_?active|_on\?|\bon\?|bool(?:ean)?|is_?treatment|feature_?on/i;
const EQUALS = /^(?:equals|equalsIgnoreCase|Equals|eq|eql\?|equal\?|is|isEqualTo|isEqual|==)$/;
const HOLDS = /^(?:includes|contains|include\?|Contains|in_array|member\?|has|some|includes\?)$/;

function parts(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter(({ type }) => !/comment/.test(type));
}

function truth(value: boolean): VariantValue {
  return value ? 'true' : 'false';
}

function not(value: VariantValue): VariantValue {
  return value === 'true' ? 'false' : value === 'false' ? 'true' : value === null ? null : 'unknown';
}

/** Whether a reading that only says on or off says on. */
function isOn({ kept, control }: VariantScope): VariantValue {
  return truth(kept !== control);
}

/** As the condition of an `if`: a variant by itself counts as on, unless it is the control. */
export function asCondition(value: VariantValue, scope: VariantScope): VariantValue {
  return value === 'variant' ? isOn(scope) : value;
}

function compared(left: SyntaxNode, right: SyntaxNode, scope: VariantScope): VariantValue {
  const [a, b] = [variantValue(left, scope), variantValue(right, scope)];
  const [value, other] = a === null ? [b, left] : [a, right];
  if (value === null) return null;
  if (value === 'fault') return truth(/^(?:nil|null|undefined|None|false)$/.test(other.text));
  if (value === 'true' || value === 'false')
    return /^true$/i.test(other.text) ? value : /^false$/i.test(other.text) ? not(value) : 'unknown';
  if (value !== 'variant') return 'unknown';
  if (/^(?:nil|null|undefined|None)$/.test(other.text)) return 'false';
  if (/^true$/i.test(other.text)) return isOn(scope);
  if (/^false$/i.test(other.text)) return not(isOn(scope));
  const named = variantNamed(other, scope.variants);
  return named === null ? (isPlainString(other) ? 'false' : 'unknown') : truth(named === scope.kept);
}

function withOperator(node: SyntaxNode, scope: VariantScope): VariantValue {
  const all = parts(node);
  const left = node.child('left') ?? node.child('lhs') ?? node.child('value') ?? all.at(0);
  const right = node.child('right') ?? node.child('rhs') ?? node.child('if_nil') ?? all.at(-1);
  const operator =
    node.children.find(
      (child) =>
        !child.named && /^(?:[=!]==?|&&|\|\||\?\?|\?:|and|or|in|is|not in|!in|eq|ne)$/.test(child.text),
    )?.text ?? '';
  if (left === undefined || right === undefined || left === right) return null;
  const negated = node.children.some((child) => !child.named && child.text === 'not');
  switch (operator) {
    case '==':
    case '===':
    case 'is':
    case 'eq':
      return negated ? not(compared(left, right, scope)) : compared(left, right, scope);
    case '!=':
    case '!==':
    case 'ne':
      return not(compared(left, right, scope));
    case 'in':
    case 'not in': {
      const found = heldIn(right, left, scope);
      return operator === 'not in' || negated ? not(found) : found;
    }
    case '&&':
    case 'and': {
      const [a, b] = [left, right].map((side) => asCondition(variantValue(side, scope), scope));
      if (a === 'false' || b === 'false') return 'false';
      if (a === 'true' && b === 'true') return 'true';
      return a === 'unknown' || b === 'unknown' ? 'unknown' : null;
    }
    case '||':
    case 'or':
    case '??':
    case '?:': {
      const [a, b] = [variantValue(left, scope), variantValue(right, scope)];
      if (a === 'variant') return 'variant';
      if (a === 'true' || b === 'true') return 'true';
      if (a === 'false' && operator !== '??') return b;
      return a ?? (b === 'unknown' ? b : null);
    }
    default:
      return [left, right].some((side) => variantValue(side, scope) !== null) ? 'unknown' : null;
  }
}

function heldIn(list: SyntaxNode, item: SyntaxNode, scope: VariantScope): VariantValue {
  if (variantValue(item, scope) !== 'variant') return variantValue(item, scope) === null ? null : 'unknown';
  const named = [...list.walk()].flatMap((node) =>
    isPlainString(node) || /symbol|atom/.test(node.type) ? [unquoted(node.text)] : [],
  );
  return named.length === 0 ? 'unknown' : truth(named.includes(scope.kept));
}

/** What a call gives, in order. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = call.children.filter(({ type }) =>
    /^(?:arguments|argument_list|call_suffix|token_tree)$/.test(type),
  );
  return list.flatMap((node) =>
    parts(node).flatMap((child) => (child.type === 'value_arguments' ? parts(child) : [child])),
  );
}

/** What a call calls, and what it asks. */
export function calleeOf(call: SyntaxNode): { name: string; receiver: SyntaxNode | null } {
  const member = call.child('function') ?? call.child('target') ?? parts(call)[0];
  const own = call.child('method') ?? call.child('name');
  if (own !== null)
    return {
      name: own.text,
      receiver: call.child('receiver') ?? call.child('object') ?? call.child('scope'),
    };
  if (member === undefined || !MEMBER.test(member.type)) return { name: member?.text ?? '', receiver: null };
  const [receiver] = parts(member);
  const last = [...member.walk()].filter(({ children }) => children.length === 0).at(-1);
  return { name: last?.text ?? '', receiver: receiver ?? null };
}

/** Whether the call asks for the flag: its key or a name of it is an argument of this call and of none inside. */
export function asksFlag(call: SyntaxNode, { key, symbols }: Pick<VariantScope, 'key' | 'symbols'>): boolean {
  const inside = (node: SyntaxNode): boolean => {
    if (namesFlag(node, key, symbols)) return true;
    if (CALL.test(node.type) && argumentsOf(node).length > 0 && !isAttribute(node)) return false;
    return !/lambda|arrow|closure|anonymous|func_literal/.test(node.type) && node.children.some(inside);
  };
  const { receiver } = calleeOf(call);
  const called =
    receiver !== null && receiver.children.length < 6 && !CALL.test(receiver.type) && inside(receiver);
  return called || argumentsOf(call).some(inside);
}

function isAttribute(node: SyntaxNode): boolean {
  return node.parent?.type === 'unary_operator' && node.parent.text.startsWith('@');
}

function ofCall(call: SyntaxNode, scope: VariantScope): VariantValue {
  if (isAttribute(call)) return null;
  const { name, receiver } = calleeOf(call);
  const given = argumentsOf(call);
  const asked = receiver === null ? null : variantValue(receiver, scope);
  if (EQUALS.test(name) && receiver !== null && given[0] !== undefined)
    return compared(receiver, given[0], scope);
  if (HOLDS.test(name) && given.length > 0) {
    const [list, item] =
      receiver !== null && given.length === 1 ? [receiver, given[0]] : [given.at(-1), given.at(0)];
    const found = list && item ? heldIn(list, item, scope) : null;
    if (found !== null) return found;
  }
  if (asked === 'variant' || asked === 'fault') return SAYS_ON.test(name) ? isOn(scope) : asked;
  if (asksFlag(call, scope)) return SAYS_ON.test(name) ? isOn(scope) : 'variant';
  const known = scope.functionNamed(name);
  if (known !== null) return known;
  if (COMPUTED.test(receiver === null ? name : `${receiver.text}.${name}`)) {
    const lambda = [...call.walk()].find(({ type }) => /lambda|arrow_function|closure/.test(type));
    const body = lambda?.child('body') ?? lambda?.namedChildren.at(-1);
    return body === undefined ? null : variantValue(body, scope);
  }
  return given.some((argument) => variantValue(argument, scope) !== null) ? 'unknown' : asked;
}

function ofMember(node: SyntaxNode, scope: VariantScope): VariantValue {
  const [object, property] = [parts(node).at(0), parts(node).at(-1)];
  if (object === undefined) return null;
  if (/^(?:this|self|\$this|@)$/.test(object.text) && property !== undefined)
    return scope.nameAt(property.text.replace(/^\W+/, ''), node);
  const value = variantValue(object, scope);
  if (value !== 'variant') return value;
  return /^\W*(?:is)?(?:enabled|on|ok|success|isSuccess)$/i.test(property?.text ?? '')
    ? 'unknown'
    : 'variant';
}

/** The value of an expression once only the kept variant is left. */
export function variantValue(node: SyntaxNode, scope: VariantScope): VariantValue {
  const inner = parts(node);
  if (WRAPPER.test(node.type) && inner.length === 1 && inner[0] !== undefined)
    return variantValue(inner[0], scope);
  if (CALL.test(node.type)) return ofCall(node, scope);
  if (MEMBER.test(node.type)) return ofMember(node, scope);
  if (node.children.length === 0 || node.type === 'variable_name')
    return scope.nameAt(node.text.replace(/^[$@]+/, ''), node);
  if (
    /^(?:unary_expression|not_operator|prefix_expression|unary|unary_op_expression|prefix_unary_expression|unary_operator)$/.test(
      node.type,
    )
  ) {
    const [operand] = inner;
    if (operand === undefined || node.text.startsWith('@')) return null;
    const value = asCondition(variantValue(operand, scope), scope);
    return /^(?:!|not\b)/.test(node.text) ? not(value) : variantValue(operand, scope);
  }
  if (
    /binary|comparison|equality|conjunction|disjunction|boolean_operator|elvis|coalescing|check_expression|infix/.test(
      node.type,
    )
  )
    return withOperator(node, scope);
  const choice = twoWay(node);
  if (choice !== null) {
    const condition = asCondition(variantValue(choice.condition, scope), scope);
    if (condition === null) return null;
    const named = [...choice.yes, ...choice.no].map(
      (part) => variantValue(part, scope) === 'variant' || variantNamed(part, scope.variants) !== null,
    );
    if (named.every(Boolean) && named.length > 1) return 'variant';
    const [kept] = condition === 'true' ? choice.yes : condition === 'false' ? choice.no : [];
    return kept === undefined ? 'unknown' : variantValue(kept, scope);
  }
  return null;
}
