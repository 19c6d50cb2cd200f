import { conditionalOf, switchOf } from '#code/branches.ts';
import { callSiteOf } from '#code/calls.ts';
import { type Definition, definitionsOf, isAttributeName } from '#code/definitions.ts';
import { isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import { isLambda } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import { valueOfCall } from '#gate/implement/evaluate-call.ts';
import { valueOfMember, valueOfName } from '#gate/implement/evaluate-name.ts';
import { lookedUp, valueOfOperator } from '#gate/implement/evaluate-operator.ts';
import { isForgottenAwait } from '#gate/implement/forgotten-await.ts';
import { matches } from '#gate/implement/patterns.ts';
import { fromReader } from '#gate/implement/reader-default.ts';
import type { FlagReading } from '#gate/implement/readings.ts';
import { type Answer, type PaperRun, plain, show, truth, type Value } from '#gate/implement/value.ts';

const DEPTH = 14;
const TRIES =
  /^(?:try_statement|try_expression|try_with_resources_statement|do_statement|do_block|begin|body_statement)$/;
const HANDLER = /^(?:catch_clause|except_clause|rescue|catch_block|rescue_block)$/;
const CASTS = /^(?:as_expression|satisfies_expression|type_cast_expression|cast_expression)$/;
const THROUGH =
  /^(?:parenthesized|await|non_null|try_expression|postfix|expression_statement|argument|value_argument|reference_expression|parenthesized_statements|return_statement|jump_expression|control_transfer_statement|return$|return_expression|directly|tuple_expression|expression_list|then$|else$|else_clause|else_block|block$|statement_block|statement_list|statements|compound_statement|body_statement|control_structure_body|body$|arguments$|do_block|match_pattern|arrow_expression_clause|function_body|interpolation|jsx_expression|equals_value_clause|when_subject)/;

/** Runs code on paper, for one answer of the flag service. */
export class Evaluator implements PaperRun {
  readonly base: CodeBase;
  readonly readings: readonly FlagReading[];
  readonly #known = new Map<string, Value>();

  constructor(base: CodeBase, readings: readonly FlagReading[]) {
    this.base = base;
    this.readings = readings;
  }

  /** What an expression comes to; `answer` is what the flag service gives. */
  value(node: SyntaxNode, file: CodeFile, answer: Answer, depth = 0): Value {
    const key = `${file.path} ${node.start} ${node.end} ${node.type} ${answer}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (depth > DEPTH) return null;
    this.#known.set(key, null);
    const found = this.#value(node, file, answer, depth + 1);
    this.#known.set(key, found);
    return found;
  }

  /** Whether a condition holds; null if it cannot be known. */
  holds(node: SyntaxNode, file: CodeFile, answer: Answer): boolean | null {
    return truth(this.value(node, file, answer));
  }

  /** The definitions of a file. */
  definitions(file: CodeFile): readonly Definition[] {
    return file.source === null ? [] : definitionsOf(file.source);
  }

  #value(node: SyntaxNode, file: CodeFile, answer: Answer, depth: number): Value {
    const { plan } = this.base.change;
    const reading = this.readings.find((one) => one.node === node);
    if (reading !== undefined)
      return isForgottenAwait(reading, this.base) ? { code: node } : fromReader(reading, this.base, answer);
    const literal = literalOf(node);
    if (literal !== null) return literal.kind === 'interpolated' ? { code: node } : plain(literal.value);
    if (/^(?:true|false)$/i.test(node.text)) return plain(/^true$/i.test(node.text));
    if (/^(?:null|nil|none|undefined)$/i.test(node.text)) return plain(null);
    const conditional = conditionalOf(node);
    if (conditional !== null) {
      const held = truth(this.value(conditional.condition, file, answer, depth));
      if (held === null) return null;
      return this.last(
        held !== conditional.negated ? conditional.whenTrue : conditional.whenFalse,
        file,
        answer,
        depth,
      );
    }
    const handled = this.#tried(node, file, answer, depth);
    if (handled !== undefined) return handled;
    const cases = switchOf(node);
    if (cases !== null && cases.subject !== null) {
      const subject = this.value(cases.subject, file, answer, depth);
      const chosen = cases.cases.find(({ patterns }) => matches(patterns, subject, answer, plan));
      return chosen === undefined ? null : this.last(chosen.body, file, answer, depth);
    }
    const site = callSiteOf(node);
    if (site !== null && !isAttributeName(node)) return valueOfCall(this, site, file, answer, depth);
    if (isIdentifier(node)) return valueOfName(this, node, file, answer, depth);
    if (node.type === 'unary_operator' && node.text.startsWith('@')) {
      const name = [...node.walk()].find(isIdentifier);
      return name === undefined ? null : valueOfName(this, name, file, answer, depth);
    }
    const operands = node.namedChildren.filter(
      ({ type }) => !/comment$/.test(type) && type !== 'custom_operator',
    );
    const [first, second] = operands;
    const operator =
      node.child('operator')?.text ??
      node.child('op')?.text ??
      node.child('operation')?.text ??
      node.children.find(({ named }) => !named)?.text ??
      '';
    if (first !== undefined && second !== undefined && operands.length === 2) {
      const both = valueOfOperator(
        this,
        node,
        first,
        operator.replace(/\s+/g, ' '),
        second,
        file,
        answer,
        depth,
      );
      if (both !== undefined) return both;
    }
    if (first !== undefined && /^(?:!|not)$/.test(operator) && operands.length === 1) {
      const held = truth(this.value(first, file, answer, depth));
      return held === null ? null : plain(!held);
    }
    if (/subscript|element_reference|element_access|index|indexing/.test(node.type) && first !== undefined)
      return lookedUp(this, first, operands.at(-1) ?? first, file, answer, depth);
    if (/member|attribute|field|selector|navigation|^dot$|scoped|qualified|prefix_expression/.test(node.type))
      return valueOfMember(this, node, file, answer, depth);
    if (isLambda(node)) {
      const body = node.child('body') ?? operands.at(-1);
      return body === undefined || body === null ? null : this.value(body, file, answer, depth);
    }
    const cast = CASTS.test(node.type) ? (node.child('value') ?? first) : undefined;
    if (cast !== undefined) return this.value(cast, file, answer, depth);
    if (THROUGH.test(node.type) && operands.length > 0) return this.last(operands, file, answer, depth);
    return { code: node };
  }

  /** The value of a `try` with its handler; undefined if the node is none. */
  #tried(node: SyntaxNode, file: CodeFile, answer: Answer, depth: number): Value | undefined {
    const handler = node.namedChildren.find(({ type }) => HANDLER.test(type));
    if (handler === undefined || !TRIES.test(node.type)) return undefined;
    const body = node.namedChildren.filter(({ type, start }) => !HANDLER.test(type) && start < handler.start);
    const found = this.last(body, file, answer, depth);
    if (answer !== null || (found !== null && 'code' in found)) return found;
    const own = handler.namedChildren.at(-1);
    const instead = own === undefined ? null : this.last([own], file, answer, depth);
    if (own !== undefined && (found === null || found.plain === null)) return instead;
    const asks = this.readings.some(({ node: asked }) => body.some((part) => part.covers(asked)));
    return asks && found?.plain === false && truth(instead) === true ? instead : found;
  }

  /** The value of a body: that of the statement that returns first, otherwise of the last. */
  last(nodes: readonly SyntaxNode[], file: CodeFile, answer: Answer, depth: number): Value {
    const only = nodes.length === 1 ? nodes[0] : undefined;
    const tried = only === undefined ? undefined : this.#tried(only, file, answer, depth);
    if (tried !== undefined) return tried;
    let flat = nodes;
    while (flat.length === 1 && flat[0] !== undefined && THROUGH.test(flat[0].type))
      flat = flat[0].namedChildren;
    const list = (flat.length === 0 ? nodes : flat).filter(({ type }) => !/comment$/.test(type));
    for (const [at, node] of list.entries()) {
      const conditional = conditionalOf(node);
      if (conditional !== null && at < list.length - 1) {
        const held = truth(this.value(conditional.condition, file, answer, depth));
        if (held === null) return null;
        const branch = held !== conditional.negated ? conditional.whenTrue : conditional.whenFalse;
        if (branch.length > 0) return this.last(branch, file, answer, depth);
        continue;
      }
      if (/^(?:return|jump_expression|control_transfer)/.test(node.type))
        return this.value(node, file, answer, depth);
    }
    const last = list.at(-1);
    return last === undefined ? null : this.value(last, file, answer, depth);
  }

  /** Tells whether the value of an expression depends on the flag. */
  depends(node: SyntaxNode, file: CodeFile): boolean {
    const { control, treatments } = this.base.change.plan;
    const values = [control, ...treatments, null].map((answer) => this.value(node, file, answer));
    return values.some((value) => show(value) !== show(values[0] ?? null));
  }

  /** What a function with a name gives back. */
  returned(definition: Definition, file: CodeFile, answer: Answer): Value {
    return definition.value === null ? null : this.last([definition.value], file, answer, 1);
  }
}
