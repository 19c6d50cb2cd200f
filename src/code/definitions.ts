import { bareName, isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import type { ParsedSource } from '#code/parse.ts';
import { remembered } from '#code/remembered.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** A name that a file gives to something. */
export interface Definition {
  readonly name: string;
  readonly kind: 'function' | 'type' | 'value' | 'entry' | 'parameter';
  /** The whole definition. */
  readonly node: SyntaxNode;
  readonly nameNode: SyntaxNode;
  /** The value or the body; null if it has none. */
  readonly value: SyntaxNode | null;
}

const FUNCTIONS =
  /^(?:function_declaration|generator_function_declaration|function_definition|method_definition|method|singleton_method|method_declaration|local_function_statement|function_item|function_signature_item|constructor_declaration|init_declaration|secondary_constructor|protocol_function_declaration|abstract_method_signature|function_signature|method_signature)$/;
const TYPES =
  /^(?:class_declaration|abstract_class_declaration|class_definition|class|module|interface_declaration|enum_declaration|record_declaration|struct_declaration|trait_declaration|object_declaration|companion_object|protocol_declaration|type_alias_declaration|struct_item|enum_item|trait_item|mod_item|type_item|type_spec|type_alias|typealias_declaration)$/;
const VALUES =
  /^(?:variable_declarator|assignment|assignment_expression|const_spec|var_spec|short_var_declaration|assignment_statement|property_declaration|public_field_definition|field_definition|const_element|property_element|const_item|static_item|let_declaration|typed_default_parameter_value|augmented_assignment|let_condition)$/;
const ENTRIES =
  /^(?:pair|enum_assignment|enum_entry|enum_constant|enum_case|enum_member_declaration|enum_variant|array_element_initializer|keyed_element|field_initializer|property_signature)$/;
const PARAMETERS =
  /^(?:required_parameter|optional_parameter|default_parameter|typed_parameter|typed_default_parameter|parameter|formal_parameter|simple_parameter|property_promotion_parameter|parameter_declaration|keyword_parameter|class_parameter)$/;
const MEMBERS =
  /^(?:member_expression|attribute|field_access|selector_expression|member_access_expression|field_expression|directly_assignable_expression|navigation_expression)$/;
const DEFINING_CALLS = /^(?:def|defp|defmacro|defmacrop|defmodule|defprotocol)$/;

function firstName(node: SyntaxNode): SyntaxNode | null {
  for (const below of node.walk()) if (isIdentifier(below)) return below;
  return null;
}

function nameOf(node: SyntaxNode): SyntaxNode | null {
  const named =
    node.child('name') ??
    node.child('left') ??
    node.child('key') ??
    node.child('pattern') ??
    node.child('property');
  const other = node.namedChildren.find(
    ({ type }) => !/modifiers|binding_pattern_kind|annotation|attribute_list|type$/.test(type),
  );
  const from = named ?? other ?? null;
  if (from === null) return null;
  if (MEMBERS.test(from.type)) return [...from.walk()].filter(isIdentifier).at(-1) ?? null;
  return literalOf(from)?.node ?? firstName(from) ?? null;
}

function definedBy(node: SyntaxNode, name: SyntaxNode): SyntaxNode | null {
  const named =
    node.child('value') ??
    node.child('right') ??
    node.child('body') ??
    node.child('raw_value') ??
    node.child('default_value');
  if (named !== null) return named;
  const last = node.namedChildren.at(-1);
  return last === undefined || last.covers(name) ? null : last;
}

function kindOf({ type }: SyntaxNode): Definition['kind'] | null {
  if (FUNCTIONS.test(type)) return 'function';
  if (TYPES.test(type)) return 'type';
  if (VALUES.test(type)) return 'value';
  if (ENTRIES.test(type)) return 'entry';
  return PARAMETERS.test(type) ? 'parameter' : null;
}

/** Elixir's `def`, `defmodule` and `@attribute value` are calls to its parser. */
function elixirDefinition(node: SyntaxNode): Definition | null {
  if (node.type === 'unary_operator' && node.text.startsWith('@')) {
    const call = node.child('operand');
    const name = call?.child('target') ?? null;
    const value = call?.namedChildren.at(1)?.namedChildren.at(0) ?? null;
    if (name === null || value === null || /^(?:\w*doc|spec|impl|type|behaviour|callback)$/.test(name.text))
      return null;
    return { name: name.text, kind: 'value', node, nameNode: name, value };
  }
  if (node.type === 'binary_operator' && node.child('operator')?.type === '=') {
    const name = node.child('left') === null ? null : firstName(node.child('left') as SyntaxNode);
    return name === null
      ? null
      : { name: name.text, kind: 'value', node, nameNode: name, value: node.child('right') };
  }
  const target = node.type === 'call' ? node.child('target') : null;
  if (target === null || !DEFINING_CALLS.test(target.text)) return null;
  const head = node.namedChildren.at(1)?.namedChildren.at(0) ?? null;
  const name = head === null ? null : firstName(head);
  if (name === null) return null;
  const body = node.namedChildren.find(({ type }) => type === 'do_block') ?? node.namedChildren.at(1) ?? null;
  return {
    name: name.text,
    kind: target.text.startsWith('defm') ? 'type' : 'function',
    node,
    nameNode: name,
    value: body,
  };
}

/** Tells whether a call is the name and value of an attribute of Elixir: `name value` of `@name value`. */
export function isAttributeName(node: SyntaxNode): boolean {
  return node.parent?.type === 'unary_operator' && node.parent.text.startsWith('@');
}

/** The definition that this node is; null if it is none. */
export function definitionOf(node: SyntaxNode): Definition | null {
  if (!node.named || node.parent === null) return null;
  const kind = kindOf(node);
  if (kind === null) return elixirDefinition(node);
  const nameNode = nameOf(node);
  if (nameNode === null) return null;
  const name = bareName(literalOf(nameNode)?.value ?? nameNode.text);
  const value = definedBy(node, nameNode);
  if (kind === 'value' && value === null && node.type !== 'property_declaration') return null;
  const callable =
    value !== null &&
    /^(?:arrow_function|function_expression|lambda|lambda_literal|closure_expression|anonymous_function|func_literal)$/.test(
      value.type,
    );
  return { name, kind: callable && kind === 'value' ? 'function' : kind, node, nameNode, value };
}

/** All definitions of a file, in order: functions, types, values, entries of objects and enums, parameters. */
export const definitionsOf = remembered((source: ParsedSource): readonly Definition[] =>
  [...source.root.walk()].flatMap((node) => definitionOf(node) ?? []),
);
