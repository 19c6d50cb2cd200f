import { type CallSite, callSiteOf } from '#code/calls.ts';
import { conditionalOf, switchOf } from '#code/branches.ts';
import { definitionOf, type Definition, definitionsOf } from '#code/definitions.ts';
import { bareName, isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import { enclosingFunction, isLambda } from '#code/scopes.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { CodeBase, CodeFile } from '#gate/implement/code-base.ts';
import { matches } from '#gate/implement/patterns.ts';
import { fromReader } from '#gate/implement/reader-default.ts';
import type { Reading } from '#gate/implement/readings.ts';
import { namedVariant } from '#gate/implement/variants.ts';

/** What code comes to for one answer: a plain value, other code, or null if it cannot be known. */
export type Value = { readonly plain: string | boolean | null } | { readonly code: SyntaxNode } | null;

/** The answer of the flag service: a variant's key, or null if there is none. */
export type Answer = string | null;

const DEPTH = 14;
const THROUGH =
  /^(?:parenthesized|await|as_expression|satisfies|non_null|try_expression|postfix|expression_statement|argument|value_argument|reference_expression|parenthesized_statements|return_statement|jump_expression|control_transfer_statement|return$|return_expression|directly|tuple_expression|expression_list|then$|else$|else_clause|else_block|block$|statement_block|statements|compound_statement|body_statement|control_structure_body|body$|arguments$|do_block|match_pattern|arrow_expression_clause|function_body|interpolation|jsx_expression|equals_value_clause|when_subject)/;
const ACTIVE = /^(?:enabled|isEnabled|is_enabled|active|on|feature_enabled|featureEnabled|isOn)$/i;
const EQUAL = /^(?:equals|eq|eql\?|equal|equalsIgnoreCase|Equals|isEqual|sameAs)$/;
const ELSE = /^(?:unwrap_or|unwrap_or_default|orElse|getOrElse|getOrDefault|or_else|unwrap_or_else|catch|ifBlank|ifEmpty|orEmpty|GetValueOrDefault)$/;
const MEMBERSHIP = /^(?:includes|include\?|in\?|contains|Contains|in_array|has|member\?|indexOf)$/;
const WRAPS = /^(?:computed|useMemo|useCallback|String|Some|Ok|ref|Promise|resolve|str|memo|lazy|derived|createMemo|readonly|toRef|unref|next|runBlocking|trim)$/;

function truth(value: Value): boolean | null {
  if (value === null) return null;
  if ('code' in value) return null;
  return value.plain !== null && value.plain !== false && value.plain !== '';
}

const plain = (value: string | boolean | null): Value => ({ plain: value });

/** Runs code on paper, for one answer of the flag service. */
export class Evaluator {
  readonly #base: CodeBase;
  readonly #readings: readonly Reading[];
  readonly #definitions = new Map<CodeFile, readonly Definition[]>();
  readonly #known = new Map<string, Value>();

  constructor(base: CodeBase, readings: readonly Reading[]) {
    this.#base = base;
    this.#readings = readings;
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
    const known = this.#definitions.get(file) ?? (file.source === null ? [] : definitionsOf(file.source));
    this.#definitions.set(file, known);
    return known;
  }

  #value(node: SyntaxNode, file: CodeFile, answer: Answer, depth: number): Value {
    const { plan } = this.#base.change;
    const reading = this.#readings.find((one) => one.node === node);
    if (reading !== undefined) return fromReader(reading, this.#base, answer);
    const literal = literalOf(node);
    if (literal !== null) return literal.kind === 'interpolated' ? { code: node } : plain(literal.value);
    if (/^(?:true|false)$/i.test(node.text)) return plain(/^true$/i.test(node.text));
    if (/^(?:null|nil|none|undefined)$/i.test(node.text)) return plain(null);
    const conditional = conditionalOf(node);
    if (conditional !== null) {
      const held = truth(this.value(conditional.condition, file, answer, depth));
      if (held === null) return null;
      return this.#last(held !== conditional.negated ? conditional.whenTrue : conditional.whenFalse, file, answer, depth);
    }
    const cases = switchOf(node);
    if (cases !== null && cases.subject !== null) {
      const subject = this.value(cases.subject, file, answer, depth);
      const chosen = cases.cases.find(({ patterns }) => matches(patterns, subject, answer, plan));
      return chosen === undefined ? null : this.#last(chosen.body, file, answer, depth);
    }
    const site = callSiteOf(node);
    if (site !== null && node.parent?.type !== 'unary_operator') return this.#call(site, file, answer, depth);
    if (isIdentifier(node)) return this.#named(node, file, answer, depth);
    if (node.type === 'unary_operator' && node.text.startsWith('@')) {
      const name = [...node.walk()].find(isIdentifier);
      return name === undefined ? null : this.#named(name, file, answer, depth);
    }
    const operands = node.namedChildren.filter(({ type }) => !/comment$/.test(type));
    const [first, second] = operands;
    const operator = node.child('operator')?.text ?? node.child('operation')?.text ?? node.children.find(({ named }) => !named)?.text ?? '';
    if (first !== undefined && second !== undefined && operands.length === 2) {
      const both = this.#operator(node, first, operator.replace(/\s+/g, ' '), second, file, answer, depth);
      if (both !== undefined) return both;
    }
    if (first !== undefined && /^(?:!|not)$/.test(operator) && operands.length === 1) {
      const held = truth(this.value(first, file, answer, depth));
      return held === null ? null : plain(!held);
    }
    if (/subscript|element_reference|element_access|index|indexing/.test(node.type) && first !== undefined)
      return this.#looked(first, operands.at(-1) ?? first, file, answer, depth);
    if (/member|attribute|field|selector|navigation|^dot$|scoped|qualified|prefix_expression/.test(node.type)) return this.#member(node, file, answer, depth);
    if (isLambda(node)) {
      const body = node.child('body') ?? operands.at(-1);
      return body === undefined || body === null ? null : this.value(body, file, answer, depth);
    }
    if (THROUGH.test(node.type) && operands.length > 0) return this.#last(operands, file, answer, depth);
    return { code: node };
  }

  /** The value of a body: that of the statement that returns first, otherwise of the last. */
  #last(nodes: readonly SyntaxNode[], file: CodeFile, answer: Answer, depth: number): Value {
    const flat = nodes.length === 1 && nodes[0] !== undefined && THROUGH.test(nodes[0].type) ? nodes[0].namedChildren : nodes;
    const list = (flat.length === 0 ? nodes : flat).filter(({ type }) => !/comment$/.test(type));
    for (const [at, node] of list.entries()) {
      const conditional = conditionalOf(node);
      if (conditional !== null && at < list.length - 1) {
        const held = truth(this.value(conditional.condition, file, answer, depth));
        if (held === null) return null;
        const branch = held !== conditional.negated ? conditional.whenTrue : conditional.whenFalse;
        if (branch.length > 0) return this.#last(branch, file, answer, depth);
        continue;
      }
      if (/^(?:return|jump_expression|control_transfer)/.test(node.type)) return this.value(node, file, answer, depth);
    }
    const last = list.at(-1);
    return last === undefined ? null : this.value(last, file, answer, depth);
  }

  #operator(
    node: SyntaxNode,
    left: SyntaxNode,
    operator: string,
    right: SyntaxNode,
    file: CodeFile,
    answer: Answer,
    depth: number,
  ): Value | undefined {
    const value = (one: SyntaxNode) => this.value(one, file, answer, depth);
    if (/^(?:==|===|!=|!==|is|eq)$/.test(operator)) {
      const sides = [value(left), value(right)];
      const named = [namedVariant(left, this.#base.change.plan), namedVariant(right, this.#base.change.plan)];
      const [a, b] = sides.map((side, at) => (named[at] === null ? side : plain(named[at] ?? null)));
      if (!a || !b || 'code' in a || 'code' in b) return null;
      return plain((a.plain === b.plain) === !operator.startsWith('!'));
    }
    if (/^(?:&&|and)$/.test(operator)) {
      const [a, b] = [truth(value(left)), truth(value(right))];
      if (a === false || b === false) return plain(false);
      return a === true && b === true ? plain(true) : a === true ? (value(right) ?? null) : null;
    }
    if (/^(?:\|\||or|\?\?|\?:)$/.test(operator) || /coalesc|elvis/.test(node.type)) {
      const a = value(left);
      if (a === null || 'code' in a) return a;
      const missing = a.plain === null || (/^(?:\|\||or)$/.test(operator) && (a.plain === false || a.plain === ''));
      return missing ? value(right) : a;
    }
    if (/^(?:in|not in)$/.test(operator)) {
      const a = value(left);
      if (a === null || 'code' in a) return null;
      const inside = [...right.walk()].some((one) => literalOf(one)?.value === a.plain);
      return plain(inside === (operator === 'in'));
    }
    return undefined;
  }

  /** A mapping asked for a key. */
  #looked(object: SyntaxNode, index: SyntaxNode, file: CodeFile, answer: Answer, depth: number): Value {
    const key = this.value(index, file, answer, depth);
    if (key === null || 'code' in key || object === index) return null;
    const mapping = this.#mapping(object, file);
    if (mapping === null) return null;
    const entry = [...mapping.walk()].map(definitionOf).find((one) => one?.kind === 'entry' && one.name === key.plain);
    if (entry?.value) return this.value(entry.value, file, answer, depth) ?? { code: entry.value };
    return plain(null);
  }

  /** The object literal that a name or an expression stands for; null if none is known. */
  #mapping(object: SyntaxNode, file: CodeFile): SyntaxNode | null {
    const name = [...object.walk()].filter(isIdentifier).at(-1);
    const own = [...object.walk()].some((one) => definitionOf(one)?.kind === 'entry');
    if (own) return object;
    const found = this.definitions(file).find((one) => one.kind === 'value' && bareName(one.name) === bareName(name?.text ?? ''));
    return found?.value ?? null;
  }

  #member(node: SyntaxNode, file: CodeFile, answer: Answer, depth: number): Value {
    const named = namedVariant(node, this.#base.change.plan);
    if (named !== null) return plain(named);
    const names = [...node.walk()].filter(isIdentifier);
    const last = names.at(-1);
    const object = node.namedChildren[0];
    if (last === undefined || object === undefined) return { code: node };
    const variant = namedVariant(last, this.#base.change.plan);
    if (variant !== null && names.length > 1) return plain(variant);
    const inner = object.covers(last) ? null : this.value(object, file, answer, depth);
    if (inner !== null && !('code' in inner)) {
      if (ACTIVE.test(last.text)) return plain(inner.plain !== null);
      return /^(?:length|size)$/.test(last.text) ? null : inner;
    }
    return this.#named(last, file, answer, depth, !/^(?:this|self|@)/.test(node.text));
  }

  #call(site: CallSite, file: CodeFile, answer: Answer, depth: number): Value {
    const { plan } = this.#base.change;
    const inner = site.receiver === null ? null : this.value(receiverOf(site), file, answer, depth);
    const first = site.arguments[0]?.value;
    if (EQUAL.test(site.name) && first !== undefined && site.receiver !== null) {
      const second = site.arguments[1]?.value;
      const a = second === undefined || inner !== null && !('code' in inner) ? inner : this.value(second, file, answer, depth);
      const named = namedVariant(first, plan);
      const b = named === null ? this.value(first, file, answer, depth) : plain(named);
      return !a || !b || 'code' in a || 'code' in b ? null : plain(a.plain === b.plain);
    }
    if (MEMBERSHIP.test(site.name) && first !== undefined) {
      const asked = this.value(first, file, answer, depth);
      const list = site.receiver ?? site.arguments[1]?.value;
      if (asked !== null && !('code' in asked) && list !== undefined)
        return plain([...list.walk()].some((one) => literalOf(one)?.value === asked.plain));
    }
    if (/^(?:get|fetch|dig|getOrDefault|TryGetValue)$/.test(site.name) && first !== undefined && site.receiver !== null) {
      const found = this.#looked(receiverOf(site), first, file, answer, depth);
      const other = site.arguments[1]?.value;
      if (found !== null && (!('plain' in found) || found.plain !== null)) return found;
      if (found !== null) return other === undefined ? found : (this.value(other, file, answer, depth) ?? { code: other });
    }
    if (inner !== null && !('code' in inner)) {
      if (ACTIVE.test(site.name)) return plain(inner.plain !== null);
      if (ELSE.test(site.name) && inner.plain === null && first !== undefined) return this.value(first, file, answer, depth);
      if (inner.plain === null && first !== undefined && literalOf(first) !== null && site.arguments.length > 1) {
        return this.value(site.arguments.at(-1)?.value ?? first, file, answer, depth);
      }
      return /^(?:length|size|count|split|replace|startsWith|endsWith|slice|indexOf)$/.test(site.name) ? null : inner;
    }
    const own = this.#function(site.name, file);
    if (own?.value) {
      const given = site.arguments.some(({ value }) => this.#reaches(value, file));
      const within = this.#readings.some(({ node }) => own.value?.covers(node));
      if (within || given) return this.#last([own.value], fileOf(own, this.#base) ?? file, answer, depth);
      return { code: site.node };
    }
    const variant = site.arguments.map(({ value }) => this.value(value, file, answer, depth)).find((one) => one !== null && 'plain' in one && one.plain !== null);
    if (WRAPS.test(site.name) || (/^[A-Z]\w*$|^(?:from|valueOf|parse|of|init|tryFrom)/.test(site.name) && variant !== undefined && site.arguments.length === 1))
      return first === undefined ? null : this.value(first, file, answer, depth);
    return { code: site.node };
  }

  /** Tells whether the value of an expression depends on the flag. */
  depends(node: SyntaxNode, file: CodeFile): boolean {
    const { control, treatments } = this.#base.change.plan;
    const values = [control, ...treatments, null].map((answer) => this.value(node, file, answer));
    return values.some((value) => show(value) !== show(values[0] ?? null));
  }

  #reaches(node: SyntaxNode, file: CodeFile): boolean {
    return [node, ...node.walk()].some((one) => this.#readings.some((reading) => reading.node === one)) || (isIdentifier(node) && this.depends(node, file));
  }

  /** What a function with a name gives back. */
  returned(definition: Definition, file: CodeFile, answer: Answer): Value {
    return definition.value === null ? null : this.#last([definition.value], file, answer, 1);
  }

  #function(name: string, file: CodeFile): Definition | null {
    for (const one of [file, ...this.#base.product]) {
      const found = this.definitions(one).find((definition) => definition.kind === 'function' && definition.name === name);
      if (found !== undefined) return found;
    }
    return null;
  }

  #named(node: SyntaxNode, file: CodeFile, answer: Answer, depth: number, member = false): Value {
    const name = bareName(node.text);
    if (/^(?:err|error|e)$/.test(name)) {
      const from = this.definitions(file).find(({ kind, node: one, value }) => kind === 'value' && value !== null && new RegExp(`,\\s*${name}\\b`).test(one.text.slice(0, 80)) && this.#readings.some((reading) => value.covers(reading.node)));
      if (from !== undefined) return plain(answer === null ? 'no answer' : null);
    }
    const scope = enclosingFunction(node)?.node ?? null;
    const all = this.definitions(file).filter((one) => one.name === name && one.nameNode !== node && one.kind !== 'type');
    const near = all.filter((one) => scope?.covers(one.node));
    const found = (near.length > 0 ? near : all.filter((one) => enclosingFunction(one.node) === null || member || /@|this|self/.test(one.node.text.slice(0, 5)) || /field|property|instance/.test(one.nameNode.type))).filter((one) => one.kind !== 'entry');
    const valued = found.find((one) => one.kind === 'value' && one.value !== null && !one.value.covers(node));
    if (valued?.value) return this.value(valued.value, file, answer, depth);
    const parameter = found.find(({ kind }) => kind === 'parameter');
    if (parameter !== undefined || near.length > 0 || scope !== null) {
      const given = this.#given(name, scope, answer, depth);
      if (given !== null) return given;
    }
    const getter = member ? null : this.definitions(file).find((one) => one.kind === 'function' && one.name === name && this.#readings.some((reading) => one.value?.covers(reading.node)));
    if (getter?.value) return this.#last([getter.value], file, answer, depth);
    const variant = namedVariant(node, this.#base.change.plan);
    return variant === null ? { code: node } : plain(variant);
  }

  /** What calls in the product give a function for one of its parameters. */
  #given(name: string, scope: SyntaxNode | null, answer: Answer, depth: number): Value {
    const own = scope === null ? null : definitionOf(scope);
    if (own === null) return null;
    const list = scope?.namedChildren.find(({ type }) => /parameter|lambda_parameters|^arguments$/.test(type)) ?? own.value?.namedChildren.find(({ type }) => /parameter/.test(type));
    const at = list?.namedChildren.findIndex((one) => [...one.walk()].some((two) => isIdentifier(two) && bareName(two.text) === name)) ?? -1;
    if (at < 0) return null;
    for (const caller of this.#base.product) {
      if (caller.source === null || !caller.text.includes(own.name)) continue;
      for (const node of caller.source.root.walk()) {
        const attribute = node.type === 'jsx_attribute' && node.namedChildren[0]?.text === name && new RegExp(`^<${own.name}\\b`).test(node.parent?.text ?? '') ? node.namedChildren[1] : undefined;
        const site = attribute === undefined ? callSiteOf(node) : null;
        const value = attribute ?? (site?.name === own.name && !own.node.covers(node) ? (site.arguments.find((one) => one.name === name)?.value ?? site.arguments[at]?.value) : undefined);
        if (value === undefined) continue;
        const found = this.value(value, caller, answer, depth);
        if (found !== null && !('code' in found)) return found;
      }
    }
    return null;
  }
}

function receiverOf(site: CallSite): SyntaxNode {
  const { receiver } = site;
  if (receiver === null) return site.node;
  const names = [...receiver.walk()].filter(isIdentifier);
  return names.at(-1)?.text === site.name && receiver.namedChildren.length > 1 ? (receiver.namedChildren[0] ?? receiver) : receiver;
}

function fileOf(definition: Definition, base: CodeBase): CodeFile | null {
  const root = [...definition.node.ancestors()].at(-1);
  return base.files.find(({ source }) => source?.root === root) ?? null;
}

/** A value as a text, to compare it with others. */
export function show(value: Value): string {
  if (value === null) return '?';
  return 'code' in value ? `code ${value.code.text}` : `plain ${String(value.plain)}`;
}
