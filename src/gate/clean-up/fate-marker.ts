import { isPlainString } from '#code/code-tokens.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { isOfReading, labelled } from '#gate/clean-up/arm-labels.ts';
import { leaves, type ManyWay, manyWay, type TwoWay, twoWay } from '#gate/clean-up/conditionals.ts';
import { BLOCK, type DecidedCode, type Fate, unreachableAfter } from '#gate/clean-up/fates.ts';
import { namesFlag, variantNamed } from '#gate/clean-up/flag-symbols.ts';
import { tableEntries } from '#gate/clean-up/table-entries.ts';
import { scopeOf } from '#gate/clean-up/variant-names.ts';
import { asCondition, type VariantScope, variantValue } from '#gate/clean-up/variant-value.ts';

const STATEMENT =
  /statement$|^(?:lexical_declaration|variable_declaration|local_variable_declaration|local_declaration_statement|short_var_declaration|let_declaration|property_declaration|expression_statement|const_declaration|field_declaration|assignment|jsx_attribute|argument|value_argument|pair|keyword_argument|jsx_expression|unary_operator|binary_operator|const_item|return_statement|array_element_initializer)$/;

/** Marks what becomes of the parts of one file. */
export class FateMarker {
  readonly marks = new Map<SyntaxNode, Fate>();
  readonly decisions: DecidedCode[] = [];
  readonly scope: VariantScope;
  readonly #flagNodes: ReadonlySet<SyntaxNode>;

  constructor(scope: VariantScope, flagNodes: ReadonlySet<SyntaxNode>) {
    this.scope = scope;
    this.#flagNodes = flagNodes;
  }

  mark(nodes: readonly SyntaxNode[], fate: Fate): void {
    for (const node of nodes) if (!this.marks.has(node)) this.marks.set(node, fate);
  }

  #twoWay(node: SyntaxNode, { condition, yes, no }: TwoWay): boolean {
    const value = asCondition(variantValue(condition, this.scope), this.scope);
    if (value === null) return false;
    if (value === 'unknown') return this.#partly(node, condition, yes, no);
    const [kept, lost] = value === 'false' ? [no, yes] : [yes, no];
    this.mark([condition], 'goes');
    this.mark(lost, 'goes');
    const after =
      leaves(kept) || (node.type === 'guard_statement' && value === 'false') ? unreachableAfter(node) : [];
    this.mark(after, 'goes');
    const rest = kept.length === 0 && leaves(lost) ? unreachableAfter(node) : [];
    this.decisions.push({ kept: kept.length === 0 ? rest : kept, lost: lost.length === 0 ? after : lost });
    this.#overwritten(kept);
    for (const part of kept) this.visit(part);
    return true;
  }

  /** A variable that the kept arm always sets again: its first value may go. */
  #overwritten(kept: readonly SyntaxNode[]): void {
    for (const part of kept) {
      for (const node of part.walk()) {
        const left = /assignment/.test(node.type)
          ? (node.child('left') ?? node.child('target') ?? node.namedChildren[0])
          : undefined;
        if (left === undefined) continue;
        const scope = scopeOf(node);
        for (const other of scope.walk()) {
          const name = /declarat|assignment|property/.test(other.type)
            ? (other.child('name') ?? other.child('left') ?? other.child('pattern'))
            : null;
          if (name?.text === left.text && other.end <= node.start) this.mark([other], 'open');
        }
      }
    }
  }

  /** A condition of which the variant decides a part: that part goes, the rest of the choice stays. */
  #partly(
    node: SyntaxNode,
    condition: SyntaxNode,
    yes: readonly SyntaxNode[],
    no: readonly SyntaxNode[],
  ): boolean {
    const sides = [...condition.walk()].filter((part) =>
      ['true', 'false'].includes(variantValue(part, this.scope) ?? ''),
    );
    if (sides.length === 0) this.mark([node], 'open');
    else {
      this.mark([condition], 'open');
      for (const part of [...yes, ...no]) this.visit(part);
    }
    return true;
  }

  #manyWay(node: SyntaxNode, { subject, arms }: ManyWay): boolean {
    const value = subject === null ? null : variantValue(subject, this.scope);
    if (subject === null) {
      const values = arms.map(({ labels }) => labels.map((label) => variantValue(label, this.scope)));
      if (values.flat().every((label) => label === null)) return false;
      const at = arms.findIndex((arm, index) => arm.isDefault || values[index]?.includes('true'));
      return this.#choose(node, arms, at);
    }
    if (value === null) return false;
    if (value === 'unknown' || value === 'fault') {
      this.mark([node], 'open');
      return true;
    }
    this.mark([subject], 'goes');
    const named = arms.map(({ labels }) =>
      labels.flatMap((label) => labelled(label, value, this.scope.variants)),
    );
    const at = named.findIndex((names) => names.includes(value === 'variant' ? this.scope.kept : value));
    const isKnown = named.every((names) => names.some((name) => this.scope.variants.includes(name)));
    if (at < 0 && value === 'variant' && isKnown && !arms.some(({ isDefault }) => isDefault))
      return this.#chooseNone(node, arms);
    return this.#choose(node, arms, at >= 0 ? at : arms.findIndex(({ isDefault }) => isDefault));
  }

  /** No arm is that of the kept variant: what comes after the choice counts. */
  #chooseNone(node: SyntaxNode, arms: ManyWay['arms']): boolean {
    this.mark([node], 'goes');
    const lost = arms.flatMap(({ body }) => body);
    this.decisions.push({ kept: arms.every(({ body }) => leaves(body)) ? unreachableAfter(node) : [], lost });
    return true;
  }

  #choose(node: SyntaxNode, arms: ManyWay['arms'], at: number): boolean {
    let chosen = at;
    // A label without a body of its own falls through to the next.
    while (chosen >= 0 && arms[chosen]?.body.length === 0 && chosen + 1 < arms.length) chosen += 1;
    const kept = arms[chosen];
    if (kept === undefined) {
      this.mark([node], 'open');
      return true;
    }
    const lost = arms.filter((arm) => arm !== kept);
    this.mark(
      lost.map((arm) => arm.node),
      'goes',
    );
    this.mark(kept.labels, 'goes');
    const after = leaves(kept.body) ? unreachableAfter(node) : [];
    this.mark(after, 'goes');
    this.decisions.push({ kept: kept.body, lost: [...lost.flatMap(({ body }) => body), ...after] });
    for (const part of kept.body) this.visit(part);
    return true;
  }

  /** `condition && part`: part of markup, or of a larger condition. */
  #both(node: SyntaxNode): boolean {
    const operator = node.children.find(
      ({ named, text }) => !named && /^(?:&&|\|\||and|or)$/.test(text),
    )?.text;
    const [left, right] = [node.namedChildren.at(0), node.namedChildren.at(-1)];
    if (operator === undefined || left === undefined || right === undefined || left === right) return false;
    const [a, b] = [left, right].map((side) => asCondition(variantValue(side, this.scope), this.scope));
    const neutral = operator === '&&' || operator === 'and' ? 'true' : 'false';
    if (a === null && b === null) return false;
    const signs = node.children.filter(({ named }) => !named);
    if (a === neutral || (b === neutral && a === null)) this.mark(signs, 'goes');
    if (a === neutral) {
      this.mark([left], 'goes');
      this.visit(right);
    } else if (b === neutral && a === null) {
      this.mark([right], 'goes');
      this.visit(left);
    } else if (a === 'unknown' || b === 'unknown') {
      this.mark([node], 'open');
    } else {
      this.mark([node], 'goes');
      this.decisions.push({ kept: [], lost: a === null ? [left] : [right] });
    }
    return true;
  }

  /** A choice from a table by the variant. */
  #lookup(node: SyntaxNode): boolean {
    const object = node.children.find(({ type }) =>
      /^(?:object|dictionary|hash|map|array_creation_expression|parenthesized_expression)$/.test(type),
    );
    const index = node.child('index') ?? node.child('subscript') ?? node.namedChildren.at(-1);
    if (
      !/subscript|index|element_reference/.test(node.type) ||
      index === undefined ||
      variantValue(index, this.scope) === null
    )
      return false;
    this.mark([index], 'goes');
    if (object !== undefined) this.table(object);
    else this.mark([node], 'open');
    return true;
  }

  /** The entries of a table by variant: those of losing variants go. Tells whether the node is such a table. */
  table(node: SyntaxNode): boolean {
    const own = tableEntries(node).flatMap((entry) => {
      const named = variantNamed(entry.key, this.scope.variants);
      return named === null ? [] : [{ ...entry, named }];
    });
    if (new Set(own.map(({ named }) => named)).size < 2) return false;
    const lost = own.filter(({ named }) => named !== this.scope.kept);
    this.mark(
      lost.flatMap(({ nodes }) => nodes),
      'goes',
    );
    this.mark(
      own.map(({ key }) => key),
      'goes',
    );
    const kept = own.find(({ named }) => named === this.scope.kept);
    if (kept !== undefined) {
      this.decisions.push({ kept: [kept.value], lost: lost.map(({ value }) => value) });
      this.visit(kept.value);
    }
    return true;
  }

  #leaf(node: SyntaxNode): void {
    const named = namesFlag(node, this.scope.key, this.scope.symbols);
    const value = this.scope.nameAt(node.text.replace(/^[$@]+/, ''), node);
    if (!named && value === null) return;
    if (node.parent?.type === 'import_specifier' || /import|use_|alias/.test(node.parent?.type ?? '')) {
      this.mark([node.parent ?? node], 'goes');
      return;
    }
    let step: SyntaxNode = node;
    while (
      step.parent !== null &&
      (isOfReading(step, this.scope) || !(STATEMENT.test(step.type) || BLOCK.test(step.parent.type))) &&
      !(value === 'unknown' && /^(?:arguments|argument_list)$/.test(step.parent.type))
    )
      step = step.parent;
    this.mark([step], 'open');
  }

  visit(node: SyntaxNode): void {
    if (this.marks.has(node) || /comment/.test(node.type)) return;
    if (this.#flagNodes.has(node)) {
      this.mark([node], 'goes');
      return;
    }
    const two = twoWay(node);
    if (two !== null && this.#twoWay(node, two)) return;
    const many = manyWay(node);
    if (many !== null && this.#manyWay(node, many)) return;
    if (/binary|conjunction|disjunction|boolean_operator/.test(node.type) && this.#both(node)) return;
    if (this.#lookup(node)) return;
    if (node.children.length === 0 || isPlainString(node)) this.#leaf(node);
    else for (const child of node.children) this.visit(child);
  }
}
