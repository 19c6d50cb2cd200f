import { declarationsOf } from '#code/declarations.ts';
import type { ParsedSource } from '#code/parse.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { ComparedFile } from '#gate/clean-up/piece-tally.ts';
import { argumentsOf } from '#gate/clean-up/variant-value.ts';

const CALLED = /call|invocation|new_expression|object_creation|jsx_self_closing_element|jsx_opening_element/;

const LIST =
  /^(?:parameters|formal_parameters|parameter_list|method_parameters|function_value_parameters|primary_constructor|arguments)$/;
const CLASS =
  /^(?:class_declaration|class_definition|class|struct_declaration|record_declaration|enum_declaration)$/;
const CONSTRUCTORS = /^(?:constructor_declaration|init_declaration|secondary_constructor)$/;
const CONSTRUCTOR = /^(?:constructor|__init__|initialize|__construct|init|new)$/;

/** The names of a function's parameters; of a pattern of properties, the names of these. */
function parametersOf(node: SyntaxNode): string {
  const list = node.child('parameters') ?? [...node.walk()].find(({ type }) => LIST.test(type));
  const own =
    list === undefined || list === null
      ? node.children.filter(({ type }) => type === 'parameter')
      : list.namedChildren;
  return own.map((parameter) => nameOf(parameter)).join(',');
}

function nameOf(parameter: SyntaxNode): string {
  const named =
    parameter.child('pattern') ??
    parameter.child('name') ??
    parameter.children.find(({ type }) => /identifier|variable_name/.test(type));
  return (named ?? parameter).text.replace(/^[$@_&*]+|:.*$/g, '').replace(/\s+/g, ' ');
}

type Signatures = ReadonlyMap<string, ReadonlySet<string>>;

/** The parameters of each function by its name, and those of constructors by the name of their class. */
function signatures(sources: readonly (ParsedSource | null)[]): { functions: Signatures; types: Signatures } {
  const functions = new Map<string, Set<string>>();
  const types = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, name: string, list: string | null): void => {
    const known = map.get(name) ?? new Set();
    map.set(name, list === null ? known : known.add(list));
  };
  const classOf = (node: SyntaxNode): string => {
    const holder = [...node.ancestors()].find(({ type }) => CLASS.test(type));
    return (
      (holder?.child('name') ?? holder?.children.find(({ type }) => /identifier/.test(type)))?.text ?? ''
    );
  };
  for (const source of sources) {
    if (source === null) continue;
    for (const { kind, name, node } of declarationsOf(source.root)) {
      const last = node.namedChildren.at(-1);
      const primary = node.children.find(
        ({ type }) => type === 'primary_constructor' || type === 'formal_parameters',
      );
      if (kind === 'type')
        add(types, name, primary === undefined ? null : primary.namedChildren.map(nameOf).join(','));
      else if (kind === 'function' && CONSTRUCTOR.test(name)) add(types, classOf(node), parametersOf(node));
      else if (kind === 'function') add(functions, name, parametersOf(node));
      else if (kind === 'value' && last !== undefined && /arrow_function|function_expression/.test(last.type))
        add(functions, name, parametersOf(last));
    }
    for (const node of source.root.walk())
      if (CONSTRUCTORS.test(node.type)) add(types, classOf(node), parametersOf(node));
  }
  return { functions, types };
}

/** For each function and type whose parameters changed: the names that are gone, or all if its list is not known. */
function changedNames(
  files: readonly ComparedFile[],
): ReadonlyMap<string, { before: readonly string[]; after: readonly string[] }> {
  const [before, after] = [
    signatures(files.map(({ source }) => source)),
    signatures(files.map((file) => file.after)),
  ];
  const found = new Map<string, { before: readonly string[]; after: readonly string[] }>();
  const compare = (old: Signatures, fresh: Signatures, ofTypes: boolean): void => {
    for (const [name, lists] of fresh) {
      const known = old.get(name);
      if (known === undefined || [...known].join('|') === [...lists].join('|')) continue;
      if (!ofTypes && [...lists].every((list) => known.has(list))) continue;
      const names = (all: ReadonlySet<string>) =>
        [...all].flatMap((list) => list.split(',')).filter((item) => item !== '');
      found.set(name, { before: names(known), after: names(lists) });
    }
  };
  compare(before.functions, after.functions, false);
  compare(before.types, after.types, true);
  return found;
}

function calledName(node: SyntaxNode): string {
  const names = node.namedChildren.filter(({ type }) => !/argument|suffix|jsx_attribute|block/.test(type));
  const leaves = names.flatMap((child) =>
    [...child.walk()].filter(({ children, named }) => children.length === 0 && named),
  );
  const own = node.child('method') ?? node.child('name') ?? leaves.at(-1);
  return own?.text === 'new'
    ? (leaves.filter(({ text }) => text !== 'new').at(-1)?.text ?? '')
    : (own?.text ?? '');
}

/** What is given to parameters that the change takes away may go. */
export function markChangedCalls(files: readonly ComparedFile[]): void {
  const changed = changedNames(files);
  for (const { source, marks } of files) {
    for (const node of source.root.walk()) {
      if (!CALLED.test(node.type)) continue;
      const lists = changed.get(calledName(node));
      if (lists === undefined) continue;
      const given = node.children.filter(({ type }) => type === 'jsx_attribute');
      const all = given.length > 0 ? given : argumentsOf(node);
      all.forEach((argument, index) => {
        const label =
          argument.namedChildren.length > 1 ? argument.namedChildren[0]?.text.replace(/:$/, '') : undefined;
        const name =
          label !== undefined && lists.before.some((item) => item.includes(label))
            ? label
            : lists.before[index];
        const stays =
          name !== undefined &&
          lists.after.some((item) => item === name || (item.startsWith('{') && item.includes(name)));
        if (!stays && !marks.has(argument)) marks.set(argument, 'open');
      });
    }
  }
}
