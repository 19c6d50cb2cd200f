import type { Language } from '#code/language.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';

/** Whether a node in error is valid code of this shape. */
type Gap = (node: SyntaxNode) => boolean;

function textBefore(node: SyntaxNode): string {
  const root = [...node.ancestors()].at(-1) ?? node;
  return root.text.slice(Math.max(0, node.start - root.start - 40), node.start - root.start);
}

/** `#expect(…)`, `#Preview {…}`, `#Predicate<Film> {…}`: macros that stand by themselves. */
const isSwiftMacro: Gap = (node) => /^#\w+$/.test(node.text) || /#\w+\s*<$/.test(textBefore(node));

/** `let size = if isWide { 2 } else { 1 }`: a choice as a value. */
const isSwiftChoice: Gap = (node) =>
  [...node.ancestors()].some(
    ({ type, text }) => type === 'call_expression' && /^(?:if|switch)\b[\s\S]*\}$/.test(text),
  );

const isFunctionalInterface: Gap = ({ text }) => /^fun\s+interface\s+\w+(?:\s*<[^<>]*>)?$/.test(text);

const isExportOfTypes: Gap = ({ text, parent }) =>
  text === 'type' && /^export\s+type\s+\*/.test(parent?.text ?? '');

/** Valid code that the grammars do not know. */
const GAPS: Readonly<Partial<Record<Language, readonly Gap[]>>> = {
  swift: [isSwiftMacro, isSwiftChoice],
  kotlin: [isFunctionalInterface],
  typescript: [isExportOfTypes],
  tsx: [isExportOfTypes],
};

/** Tells whether a parse error is a gap of the grammar, so that it says nothing against the code. */
export function isGrammarGap(error: SyntaxNode, language: Language): boolean {
  return GAPS[language]?.some((isGap) => isGap(error)) ?? false;
}
