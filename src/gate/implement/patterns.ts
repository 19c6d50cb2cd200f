import { isIdentifier } from '#code/identifiers.ts';
import { literalOf } from '#code/literals.ts';
import type { SyntaxNode } from '#code/syntax-node.ts';
import type { PlannedChange } from '#gate/change.ts';
import type { Answer, Value } from '#gate/implement/value.ts';
import { namedVariant, variantByName } from '#gate/implement/variants.ts';

const FAILED = /^(?:err|error|none|nil|null|failure|left|nothing|undefined)$/i;
const ANSWERED = /^(?:ok|some|success|right|just)$/i;

function matchesOne(pattern: SyntaxNode, subject: Value, answer: Answer, plan: PlannedChange): boolean {
  const parts = [...pattern.walk()];
  const named = parts.flatMap(
    (part) =>
      namedVariant(part, plan) ??
      (part.type === 'prefix_expression' || (/enum|dot/.test(pattern.text) && isIdentifier(part))
        ? (variantByName(part.text.replace(/^\./, ''), plan) ?? [])
        : []),
  );
  const given = subject !== null && 'plain' in subject ? subject.plain : answer;
  if (named.length > 0) return named.some((one) => one === given);
  if (/^(?:true|false)$/i.test(pattern.text)) return String(given) === pattern.text.toLowerCase();
  const words = parts.flatMap((part) =>
    isIdentifier(part) || literalOf(part) !== null || /^(?:none|nil|null)$/.test(part.type)
      ? [(literalOf(part)?.value ?? part.text).trim()]
      : [],
  );
  if (words.some((word) => FAILED.test(word)) || FAILED.test(pattern.text)) return given === null;
  if (words.some((word) => ANSWERED.test(word))) return given !== null;
  // A name or a wildcard takes everything; another literal takes none of the variants.
  return parts.every((part) => literalOf(part) === null);
}

/** Tells whether a case takes the value; a case without patterns takes every one. */
export function matches(
  patterns: readonly SyntaxNode[],
  subject: Value,
  answer: Answer,
  plan: PlannedChange,
): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesOne(pattern, subject, answer, plan));
}
