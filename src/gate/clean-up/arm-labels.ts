import { isPlainString, unquoted } from '#code/code-tokens.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import { variantNamed } from '#gate/clean-up/flag-symbols.ts';
import { asksFlag, CALL, type VariantScope } from '#gate/clean-up/variant-value.ts';

/** What the label of an arm says: the texts in it and the variant that it names; its code if the subject is no variant. */
export function labelled(label: SyntaxNode, value: string, variants: readonly string[]): readonly string[] {
  if (value !== 'variant') return [label.text];
  const texts = [...label.walk()].flatMap((node) =>
    isPlainString(node) || /symbol|atom/.test(node.type) ? [unquoted(node.text)] : [],
  );
  const named = variantNamed(label, variants);
  return named === null ? texts : [...texts, named];
}

/** Whether a node is what a reading of the flag is given: the reading as a whole is what matters. */
export function isOfReading({ type, parent }: SyntaxNode, scope: VariantScope): boolean {
  const call = parent?.parent ?? null;
  return /^(?:value_)?argument$/.test(type) && call !== null && CALL.test(call.type) && asksFlag(call, scope);
}
