import { type Declaration, declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { type VariantScope, type VariantValue, variantValue } from '#gate/clean-up/variant-value.ts';

/** A name that holds the variant, or what follows from it. */
export interface VariantName {
  readonly name: string;
  readonly value: VariantValue;
  /** The code in which the name means this. */
  readonly scope: SyntaxNode;
  /** The declaration or assignment. */
  readonly node: SyntaxNode;
}

const FUNCTION =
  /^(?:function_declaration|generator_function_declaration|function_definition|function_expression|arrow_function|method_declaration|method_definition|method|singleton_method|function_item|func_literal|lambda|lambda_expression|lambda_literal|closure_expression|anonymous_function|local_function_statement|constructor_declaration|getter|setter|computed_property|do_block|test)$/;
const CLASS = /^(?:class_declaration|class_definition|class|struct_item|object_declaration|class_body)$/;
const ASSIGNS = /^(?:assignment_expression|assignment|assignment_statement|operator_assignment)$/;

/** The function around a place, or the class, or the file. */
export function scopeOf(node: SyntaxNode): SyntaxNode {
  let top = node;
  for (const above of node.ancestors()) {
    if (above.named && (FUNCTION.test(above.type) || CLASS.test(above.type))) return above;
    top = above;
  }
  return top;
}

function initializerOf({ node, nameNode }: Declaration): SyntaxNode | null {
  const value = node.child('value') ?? node.child('right') ?? node.child('computed_value');
  if (value !== null) return value;
  const last = node.namedChildren.at(-1);
  return last === undefined || last.covers(nameNode) ? null : last;
}

interface Given {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly value: SyntaxNode;
  /** Which of several names on the left it is. */
  readonly index: number;
}

function assignments(root: SyntaxNode): readonly Given[] {
  return [...root.walk()].flatMap((node) => {
    if (!node.named || !ASSIGNS.test(node.type)) return [];
    const left = node.child('left') ?? node.child('target') ?? node.namedChildren[0];
    const value = node.child('right') ?? node.child('result') ?? node.namedChildren.at(-1);
    if (left === undefined || value === undefined || left === value) return [];
    const name = left.text.replace(/^(?:this|self|\$this)(?:\.|->)/, '').replace(/^[$@]+/, '');
    return /^\w+$/.test(name) ? [{ name, node, value, index: 0 }] : [];
  });
}

function givenNames(root: SyntaxNode, declarations: readonly Declaration[]): readonly Given[] {
  const declared = declarations.flatMap((declaration): readonly Given[] => {
    if (declaration.kind !== 'value' && declaration.kind !== 'local') return [];
    const value = initializerOf(declaration);
    const siblings = declarations.filter(({ node }) => node === declaration.node);
    const index = siblings.indexOf(declaration);
    return value === null
      ? []
      : [{ name: declaration.name.replace(/^[$@]+/, ''), node: declaration.node, value, index }];
  });
  return [...declared, ...assignments(root)];
}

function named(value: VariantValue, { name, index }: Given): VariantValue {
  const isFault = index > 0 && /^(?:err|error|e|exception|failure)$/i.test(name);
  return isFault ? 'fault' : value;
}

/** The parameters of functions that are always given the variant. */
function parameterNames(
  declarations: readonly Declaration[],
  { parameterAt }: Pick<VariantScope, 'parameterAt'>,
): readonly VariantName[] {
  return declarations
    .filter(({ kind }) => kind === 'function')
    .flatMap(({ name, node }) => {
      const own = declarations.filter((item) => item.kind === 'parameter' && scopeOf(item.node) === node);
      return own.flatMap((item, index): readonly VariantName[] => {
        const value = parameterAt(name, index);
        const parameter = item.name.replace(/^[$@]+/, '');
        return value === null ? [] : [{ name: parameter, value, scope: node, node: item.node }];
      });
    });
}

/** The names of a file that hold the variant or what follows from it, through as many steps as it takes. */
export function variantNames(
  { root }: ParsedSource,
  known: Omit<VariantScope, 'nameAt'>,
): { readonly names: readonly VariantName[]; readonly scope: VariantScope } {
  const declarations = declarationsOf(root);
  const given = givenNames(root, declarations);
  const others = declarations.filter(
    ({ kind }) => kind === 'local' || kind === 'parameter' || kind === 'value',
  );
  let names: readonly VariantName[] = [];
  const scope: VariantScope = {
    ...known,
    nameAt: (name, place) => {
      const own = names
        .filter((item) => item.name === name && item.scope.covers(place))
        .sort((a, b) => a.scope.end - a.scope.start - (b.scope.end - b.scope.start))[0];
      if (own === undefined) return null;
      const hidden = others.some(
        (other) =>
          other.name.replace(/^[$@]+/, '') === name &&
          scopeOf(other.node) !== own.scope &&
          own.scope.covers(scopeOf(other.node)) &&
          scopeOf(other.node).covers(place) &&
          !names.some((item) => item.node === other.node),
      );
      return hidden ? null : own.value;
    },
  };
  const parameters = parameterNames(declarations, known);
  for (let round = 0; round < 4; round += 1) {
    const next = given.flatMap((item): readonly VariantName[] => {
      const value = variantValue(item.value, scope);
      return value === null
        ? []
        : [{ name: item.name, value: named(value, item), scope: scopeOf(item.node), node: item.node }];
    });
    const all = [...parameters, ...next];
    if (all.length === names.length && all.every((item, index) => item.value === names[index]?.value)) break;
    names = all;
  }
  return { names, scope };
}
