/** What Slack puts around what it knows, with the words behind the bar, and the entities of the three characters it needs for that. */
const ESCAPED = /<([^<>|]+)(?:\|([^<>]*))?>|&(amp|lt|gt);/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/**
 * The text of a command as the person typed it. Slack escapes it: channels, groups and links come as `<…|words>`, and `&`, `<`
 * and `>` as entities. Mentions of people stay `<@U…>`, because the journal gives those a pseudonym.
 */
export function asTyped(text: string): string {
  return text.replace(
    ESCAPED,
    (_whole, inside: string | undefined, words: string | undefined, character: string) =>
      inside === undefined ? (CHARACTERS[character] ?? '') : typed(inside, words ?? ''),
  );
}

function typed(inside: string, words: string): string {
  if (inside.startsWith('@')) return `<${inside}>`;
  // A name is missing if the person sees a channel that the bot does not.
  if (inside.startsWith('#')) return words === '' ? '#channel' : `#${words}`;
  if (inside.startsWith('!')) return broadcast(inside.slice(1), words);
  const address = inside.replace(/^(?:mailto|tel):/, '');
  return asCharacters(words === '' ? address : words);
}

/** `!here`, `!subteam^S…`, `!date^…`: the words as they are shown, or the word of the broadcast. */
function broadcast(name: string, words: string): string {
  if (words !== '') return words.startsWith('@') || name.startsWith('date') ? words : `@${words}`;
  return name.startsWith('subteam') ? '@group' : `@${name}`;
}

/** Addresses with a `&` hold entities of their own. */
function asCharacters(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_whole, name: string) => CHARACTERS[name] ?? '');
}
