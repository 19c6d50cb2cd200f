import { remembered } from '#code/remembered.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { ownValue } from '#shared/own-value.ts';

/** What a name stands for. `entry`: of an enum or of an object; `local`: a variable inside a function. */
export type DeclarationKind = 'function' | 'type' | 'value' | 'entry' | 'parameter' | 'local' | 'import';

/** A place that gives a name its meaning. */
export interface Declaration {
  readonly name: string;
  readonly kind: DeclarationKind;
  /** The whole declaration: what goes when the name goes. */
  readonly node: SyntaxNode;
  readonly nameNode: SyntaxNode;
}

const KINDS: Readonly<Record<string, DeclarationKind>> = {
  function_declaration: 'function',
  generator_function_declaration: 'function',
  function_definition: 'function',
  method_declaration: 'function',
  method_definition: 'function',
  method: 'function',
  singleton_method: 'function',
  function_item: 'function',
  function_signature_item: 'function',
  local_function_statement: 'function',
  protocol_function_declaration: 'function',
  method_elem: 'function',
  method_signature: 'function',
  class_declaration: 'type',
  abstract_class_declaration: 'type',
  class_definition: 'type',
  class: 'type',
  module: 'type',
  struct_item: 'type',
  enum_item: 'type',
  trait_item: 'type',
  type_item: 'type',
  mod_item: 'type',
  interface_declaration: 'type',
  type_alias_declaration: 'type',
  enum_declaration: 'type',
  record_declaration: 'type',
  struct_declaration: 'type',
  type_spec: 'type',
  type_alias: 'type',
  protocol_declaration: 'type',
  object_declaration: 'type',
  trait_declaration: 'type',
  variable_declarator: 'value',
  const_spec: 'value',
  var_spec: 'value',
  const_item: 'value',
  static_item: 'value',
  const_element: 'value',
  property_element: 'value',
  property_declaration: 'value',
  public_field_definition: 'value',
  field_definition: 'value',
  let_declaration: 'value',
  short_var_declaration: 'value',
  assignment: 'value',
  pair: 'entry',
  array_element_initializer: 'entry',
  enum_entry: 'entry',
  enum_constant: 'entry',
  enum_member_declaration: 'entry',
  enum_case: 'entry',
  enum_variant: 'entry',
  enum_assignment: 'entry',
  required_parameter: 'parameter',
  optional_parameter: 'parameter',
  formal_parameter: 'parameter',
  parameter: 'parameter',
  class_parameter: 'parameter',
  simple_parameter: 'parameter',
  property_promotion_parameter: 'parameter',
  parameter_declaration: 'parameter',
  typed_parameter: 'parameter',
  default_parameter: 'parameter',
  typed_default_parameter: 'parameter',
  keyword_parameter: 'parameter',
  import_specifier: 'import',
  namespace_import: 'import',
  import_clause: 'import',
  import_from_statement: 'import',
  import_statement: 'import',
  import_declaration: 'import',
  import_header: 'import',
  import_spec: 'import',
  use_declaration: 'import',
  namespace_use_clause: 'import',
};

const IDENTIFIER =
  /(?:^|_)identifier$|^(?:constant|name|instance_variable|variable_name|shorthand_property_identifier_pattern|hash_key_symbol|keyword|simple_symbol|property_identifier|alias)$/;
const PARAMETER_LISTS =
  /^(?:parameters|formal_parameters|lambda_parameters|method_parameters|block_parameters|closure_parameters|implicit_parameter)$/;
const FUNCTION_LIKE =
  /^(?:function_declaration|generator_function_declaration|function_definition|function_expression|arrow_function|method_declaration|method_definition|method|singleton_method|function_item|func_literal|lambda|lambda_expression|lambda_literal|closure_expression|anonymous_function|local_function_statement|constructor_declaration|do_block|getter|setter|computed_property)$/;
const CLASS_LIKE =
  /class|struct|enum|interface|protocol|object_declaration|record|trait|module|impl_item|mod_item|program|source_file|compilation_unit/;

function identifiersIn(node: SyntaxNode): readonly SyntaxNode[] {
  return [...node.walk()].filter(({ type, children }) => IDENTIFIER.test(type) && children.length === 0);
}

function lastOf(node: SyntaxNode): readonly SyntaxNode[] {
  return identifiersIn(node).slice(-1);
}

function importedNames(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'import_specifier':
    case 'namespace_import':
    case 'namespace_use_clause':
    case 'import_header':
    case 'import_declaration':
      return lastOf(node);
    case 'import_clause':
      return node.children.filter(({ type }) => type === 'identifier');
    case 'import_from_statement':
      return node.children.filter(({ field }) => field === 'name').flatMap(lastOf);
    case 'import_statement':
      return node.children
        .filter(({ type, field }) => field === 'name' && type !== 'import_clause')
        .flatMap(lastOf);
    case 'import_spec': {
      const path = node.child('path');
      return node.child('name') === null ? (path === null ? [] : [path]) : lastOf(node).slice(0, 1);
    }
    default:
      return identifiersIn(node).filter(
        ({ parent, field }) =>
          parent?.type === 'use_list' ||
          field === 'alias' ||
          field === 'argument' ||
          (field === 'name' && parent?.parent?.type !== 'scoped_identifier'),
      );
  }
}

function namesOf(node: SyntaxNode, kind: DeclarationKind): readonly SyntaxNode[] {
  if (kind === 'import') return importedNames(node);
  if (node.type === 'parameter_declaration' && node.child('name') === null) return [];
  if (node.child('key')?.type === 'computed_property_name') return [];
  const named =
    node.child('name') ??
    node.child('pattern') ??
    node.child('left') ??
    node.child('key') ??
    node.children.find(({ type }) => type === 'variable_declaration' || type === 'const_element') ??
    node.children.find(({ type }) => IDENTIFIER.test(type)) ??
    (kind === 'entry' ? node.children.find(({ type }) => /string/.test(type)) : undefined);
  if (named === undefined) return [];
  if (named.type === 'variable_declaration') return identifiersIn(named).slice(0, 1);
  if (IDENTIFIER.test(named.type) || /string/.test(named.type)) return [named];
  if (/attribute|subscript|member|element_reference|scope_resolution|^call$/.test(named.type)) return [];
  return identifiersIn(named).filter(({ field }) => field !== 'type' && field !== 'key');
}

function isLocal(node: SyntaxNode): boolean {
  for (const { type, named } of node.ancestors()) {
    if (named && FUNCTION_LIKE.test(type)) return true;
    if (named && CLASS_LIKE.test(type)) return false;
  }
  return false;
}

function elixirDeclaration(node: SyntaxNode): Declaration | null {
  if (node.type === 'binary_operator' && node.child('operator')?.text === '=') {
    const left = node.child('left');
    return left?.type === 'identifier' ? { name: left.text, kind: 'local', node, nameNode: left } : null;
  }
  if (node.type === 'unary_operator' && node.child('operator')?.text === '@') {
    const [call] = node.namedChildren;
    const name = call?.type === 'call' ? (call.child('target') ?? call.namedChildren[0]) : undefined;
    return name === undefined ? null : { name: name.text, kind: 'value', node, nameNode: name };
  }
  if (node.type !== 'call') return null;
  const word = (node.child('target') ?? node.namedChildren[0])?.text ?? '';
  const list = node.children.find(({ type }) => type === 'arguments');
  const first = list?.namedChildren[0];
  if (first === undefined) return null;
  if (word === 'alias' || word === 'import' || word === 'require') {
    const last = lastOf(first)[0] ?? first;
    return { name: last.text.split('.').at(-1) ?? '', kind: 'import', node, nameNode: last };
  }
  if (word === 'defmodule')
    return { name: first.text.split('.').at(-1) ?? '', kind: 'type', node, nameNode: first };
  if (!/^def(?:p|macro|macrop|delegate)?$/.test(word)) return null;
  const head = first.type === 'binary_operator' ? (first.child('left') ?? first) : first;
  const name = head.type === 'call' ? (head.child('target') ?? head.namedChildren[0] ?? head) : head;
  return { name: name.text, kind: 'function', node, nameNode: name };
}

function plainName(node: SyntaxNode): string {
  return (
    node.text
      .replace(/^['"`:]+|['"`:]+$/g, '')
      .split('/')
      .at(-1) ?? ''
  );
}

/** The name of a function that a CommonJS module gives out: `exports.subject = function () {…}`. */
function exportedName(node: SyntaxNode): SyntaxNode | null {
  const left = node.child('left');
  const isFunction = /arrow_function|function_expression/.test(node.child('right')?.type ?? '');
  return isFunction && /^(?:module\.)?exports\./.test(left?.text ?? '')
    ? (left?.child('property') ?? null)
    : null;
}

/** Everything that a file gives a name to, in the order of the text. */
export const declarationsOf = remembered((root: SyntaxNode): readonly Declaration[] => {
  const found: Declaration[] = [];
  for (const node of root.walk()) {
    const elixir = elixirDeclaration(node);
    if (elixir !== null) found.push(elixir);
    if (!node.named) continue;
    if (IDENTIFIER.test(node.type) && node.parent !== null && PARAMETER_LISTS.test(node.parent.type))
      found.push({ name: node.text, kind: 'parameter', node, nameNode: node });
    let kind = ownValue(KINDS, node.type);
    if (node.type === 'module' && node.parent === null) kind = undefined;
    if (node.type === 'assignment_expression' && node.child('left')?.type === 'variable_name') kind = 'value';
    const exported = node.type === 'assignment_expression' ? exportedName(node) : null;
    if (exported !== null) found.push({ name: exported.text, kind: 'function', node, nameNode: exported });
    if (kind === undefined) continue;
    for (const nameNode of namesOf(node, kind))
      found.push({
        name: plainName(nameNode),
        kind: kind === 'value' && isLocal(node) ? 'local' : kind,
        node,
        nameNode,
      });
  }
  return found;
});
