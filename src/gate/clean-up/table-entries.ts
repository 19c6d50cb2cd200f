import type { SyntaxNode } from '#code/syntax-node.ts';

/** A key of a table with its value. */
export interface TableEntry {
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
  /** What goes from the code if the entry goes. */
  readonly nodes: readonly SyntaxNode[];
}

const ENTRY = /^(?:pair|array_element_initializer|keyed_element)$/;
/** Calls that take keys and values in turn. */
const PAIRED = /^(?:[\w.]+\.)?(?:Map\.of|ImmutableMap\.of)\s*\(/;
const INFIX = /^(?:infix_expression)$/;

/** Tells whether a call makes a table: `Map.of("a", one, "b", two)`, `mapOf("a" to one)`. */
export function makesTable({ type, text }: SyntaxNode): boolean {
  return (
    /call|invocation/.test(type) &&
    (PAIRED.test(text) || /^(?:linked|mutable|hash)?[mM]apOf\s*[(<]/.test(text))
  );
}

function pairedEntries(call: SyntaxNode): readonly TableEntry[] {
  const list = call.children.find(({ type }) => /argument/.test(type))?.namedChildren ?? [];
  return list.flatMap((key, index) => {
    const value = list[index + 1];
    return index % 2 === 0 && value !== undefined ? [{ key, value, nodes: [key, value] }] : [];
  });
}

/** The entries of a table that is written in code, those of tables inside it too. */
export function tableEntries(table: SyntaxNode): readonly TableEntry[] {
  if (makesTable(table) && PAIRED.test(table.text)) return pairedEntries(table);
  return [...table.walk()].flatMap((node) => {
    const isPair = INFIX.test(node.type) && node.children.some(({ text }) => text === 'to');
    if (!ENTRY.test(node.type) && !isPair) return [];
    const key = node.child('key') ?? node.namedChildren[0];
    const value = node.child('value') ?? node.namedChildren.at(-1);
    return key === undefined || value === undefined ? [] : [{ key, value, nodes: [node] }];
  });
}
