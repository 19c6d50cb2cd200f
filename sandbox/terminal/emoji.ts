import slackNames from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

/** Signs that read better on a terminal than the emoji of this name. */
const SIGNS: Readonly<Record<string, string>> = { ballot_box_with_check: '✓' };

const EMOJI: ReadonlyMap<string, string> = new Map(
  Object.entries<string | readonly string[]>(slackNames).flatMap(([code, names]) =>
    [names].flat().map((name) => [name, SIGNS[name] ?? emojiOfCode(code)] as const),
  ),
);

/** The emoji of code points in hexadecimal with dashes between; a sign that is text by itself is asked for as an emoji. */
function emojiOfCode(code: string): string {
  const emoji = String.fromCodePoint(...code.split('-').map((point) => Number.parseInt(point, 16)));
  return /^\P{Emoji_Presentation}$/u.test(emoji) ? `${emoji}\uFE0F` : emoji;
}

/** The emoji that Slack shows for a name, or null if Slack knows none. */
export function emojiOf(name: string): string | null {
  return EMOJI.get(name) ?? null;
}

/** Plain text with the emoji in it shown. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emojiOf(name) ?? whole);
}
