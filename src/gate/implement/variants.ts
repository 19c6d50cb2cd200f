import { bareName, isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { PlannedChange } from '#gate/change.ts';

function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** The keys of all variants of a plan, the control first. */
export function variantKeys(plan: PlannedChange): readonly string[] {
  return [plan.control, ...plan.treatments];
}

/** The variant that a name means, in any way of writing names: `annualFirst`, `ANNUAL_FIRST`; null if none. */
export function variantByName(name: string, plan: PlannedChange): string | null {
  return variantKeys(plan).find((key) => plain(key) === plain(bareName(name))) ?? null;
}

/** The variant that a literal or an entry of an enum names; null if it names none. */
export function namedVariant(node: SyntaxNode, plan: PlannedChange): string | null {
  const literal = literalOf(node);
  if (literal !== null) return variantKeys(plan).find((key) => key === literal.value) ?? null;
  return isIdentifier(node) && /[A-Z.]|^:/.test(node.text) ? variantByName(node.text, plan) : null;
}

/** The variants that a piece of code names, in order, each once. */
export function variantsIn(node: SyntaxNode, plan: PlannedChange): readonly string[] {
  return [...new Set([...node.walk()].flatMap((below) => namedVariant(below, plan) ?? []))];
}
