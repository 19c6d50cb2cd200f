import type { Finding } from '#gate/change.ts';

/** A finding of the gate in words that an author can act on, with the code that the prompts name. */
export function findingWords({ code, path, sentence }: Finding): string {
  return `${path ?? 'the change'}: ${sentence} (${code})`;
}
