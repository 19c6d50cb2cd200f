import type { Construct } from './constructs.ts';
import type { textsSent } from './judge-slack.ts';

/**
 * Claims of a string that a report makes, in whatever signs they were put: a sentence each. The report comes after words of the bot alone,
 * so that every one of them is the model's.
 */
export function escapedInReport(
  sent: ReturnType<typeof textsSent>,
  constructs: readonly Construct[],
): readonly string[] {
  const said = sent.map(({ text }) => lettersOf(text));
  return constructs
    .filter(({ kind, part }) => kind === 'claim' && said.some((text) => text.includes(lettersOf(part))))
    .map(({ part }) => `claim in a report: ${JSON.stringify(part)}`);
}

/** Letters alone, with one blank between words: signs that are taken out or put in change nothing. */
function lettersOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
