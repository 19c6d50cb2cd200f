import type { PromptName } from '#agents/prompt-inputs.ts';
import type { Redaction } from '#agents/redaction.ts';

/** Prompts whose answers hold code below their top fields; code is looked through when it is applied. */
const CODE: readonly PromptName[] = ['implementer', 'cleaner', 'repairer', 'file-writer', 'place-finder'];

/**
 * What a model answered, without secrets and personal data in its words: none was shown to it, so it can only have invented them or
 * taken them from a place that hides them, and its words go into the journal.
 */
export function cleanAnswer(
  value: unknown,
  prompt: PromptName,
  { redact }: Pick<Redaction, 'redact'>,
): unknown {
  const isCode = CODE.includes(prompt);
  const clean = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return redact(part);
    if (typeof part !== 'object' || part === null || (isCode && depth > 0)) return part;
    if (Array.isArray(part)) return part.map((item) => clean(item, depth + 1));
    return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, clean(item, depth + 1)]));
  };
  return clean(value, 0);
}
