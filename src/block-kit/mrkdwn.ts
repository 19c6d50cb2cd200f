import { withoutHidden } from '#shared/hidden-signs.ts';
import { escapeEntities, escapeMrkdwn } from './text.ts';

/** Bold words; the text is escaped. */
export function bold(text: string): string {
  return `*${escapeMrkdwn(text)}*`;
}

/** Inline code on one line, to be copied as it is; the text is escaped, back quotes in it become apostrophes. */
export function code(text: string): string {
  return `\`${escapeEntities(withoutHidden(text)).replaceAll('`', '’')}\``;
}

/** Words of a person or a model between quotation marks, so that they are not taken for the bot's own. */
export function inQuotes(text: string): string {
  return `“${escapeMrkdwn(text).replaceAll(/[“”]/g, '"')}”`;
}

/** A link with words; both are escaped, and a bar in the address cannot end it. */
export function link(url: string, text: string): string {
  return `<${escapeEntities(url).replaceAll('|', '%7C')}|${escapeMrkdwn(text)}>`;
}

/** A mention that notifies one person. */
export function mention(userId: string): string {
  return `<@${userId}>`;
}

/** A reference to a channel. */
export function channel(channelId: string): string {
  return `<#${channelId}>`;
}

/** A moment in the reader's own time zone; `seconds` since 1970, `fallback` for clients that cannot. */
export function date(seconds: number, format: string, fallback: string): string {
  return `<!date^${Math.floor(seconds)}^${format}|${escapeEntities(fallback)}>`;
}

/** A list, one line per item. The items are mrkdwn already. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `• ${item}`).join('\n');
}
