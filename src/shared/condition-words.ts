/** Values of a condition that are named; the others are counted. */
const VALUES_NAMED = 3;
const VALUE_LENGTH = 40;

/** Values of a condition of a flag in words: `"NL" or "BE" or "DE" or 2 more`, without addresses of people. */
export function namedValues(values: readonly unknown[]): string {
  const texts = values.map((one) =>
    withoutAddress(typeof one === 'string' ? one : JSON.stringify(one ?? null)),
  );
  const more = texts.length - VALUES_NAMED;
  const named = texts.slice(0, VALUES_NAMED).map((one) => `"${one.slice(0, VALUE_LENGTH)}"`);
  return `${named.join(' or ')}${more > 0 ? ` or ${more} more` : ''}`;
}

/** The words go into messages: what would link or mention there is taken out. */
export function harmlessWords(words: string): string {
  return words.replaceAll(/[<>&`\s]+/g, ' ').trim();
}

/** The journal is kept for ever, so of an e-mail address only the domain goes into it. */
function withoutAddress(text: string): string {
  return text.replaceAll(/[^\s@"'<>|]{1,64}@/g, '…@');
}
