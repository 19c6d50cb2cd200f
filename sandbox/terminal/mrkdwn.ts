import { slackDate } from './dates.ts';
import { emojiOf } from './emoji.ts';
import { type Line, type Span, type Style, span } from './line.ts';

/** What ids in texts are called. */
export interface Names {
  /** Name of a user by id, without the at sign. */
  readonly user: (id: string) => string;
  /** Name of a channel by id, without the hash. */
  readonly channel: (id: string) => string;
}

const TOKEN =
  /`([^`]+)`|<([^<>]+)>|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~(?=[^\s~])([^~]+?)(?<=\S)~(?![\p{L}\p{N}~])|:([a-z0-9_+-]+):/u;

/** Slack's mrkdwn as lines: bold, italic, struck out, code, links, mentions, dates, emoji, quotations. */
export function mrkdwnLines(text: string, names: Names): readonly Line[] {
  let isCode = false;
  return text.split('\n').flatMap((row): readonly Line[] => {
    if (row.trim().startsWith('```')) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [[span(`  ${decoded(row)}`, 'code')]];
    const quoted = /^(?:&gt;|>)\s?(.*)$/u.exec(row)?.[1];
    return [
      quoted === undefined ? inline(row, names, []) : [span('│ ', 'dim'), ...inline(quoted, names, [])],
    ];
  });
}

function inline(text: string, names: Names, styles: readonly Style[]): Span[] {
  const spans: Span[] = [];
  let rest = text;
  while (rest !== '') {
    const match = TOKEN.exec(rest);
    if (match === null) break;
    if (match.index > 0) spans.push({ text: decoded(rest.slice(0, match.index)), styles });
    spans.push(...tokenSpans(match, names, styles));
    rest = rest.slice(match.index + match[0].length);
  }
  return rest === '' ? spans : [...spans, { text: decoded(rest), styles }];
}

function tokenSpans(match: RegExpExecArray, names: Names, styles: readonly Style[]): readonly Span[] {
  const [whole, code, entity, bold, italic, strike, emoji] = match;
  if (code !== undefined) return [{ text: decoded(code), styles: [...styles, 'code'] }];
  if (entity !== undefined) return [entitySpan(entity, names, styles)];
  if (bold !== undefined) return inline(bold, names, [...styles, 'bold']);
  if (italic !== undefined) return inline(italic, names, [...styles, 'italic']);
  if (strike !== undefined) return inline(strike, names, [...styles, 'strike']);
  return [{ text: emojiOf(emoji ?? '') ?? whole, styles }];
}

/** What stands between angle brackets: a mention, a channel, a date or a link. */
function entitySpan(entity: string, names: Names, styles: readonly Style[]): Span {
  const [target = '', words] = entity.split('|');
  if (target.startsWith('@'))
    return { text: `@${names.user(target.slice(1))}`, styles: [...styles, 'mention'] };
  if (target.startsWith('#'))
    return { text: `#${names.channel(target.slice(1))}`, styles: [...styles, 'mention'] };
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = ''] = target.split('^');
    return { text: slackDate(Number(seconds), format), styles };
  }
  if (target.startsWith('!')) return { text: `@${target.slice(1)}`, styles: [...styles, 'mention'] };
  return linkSpan(decoded(target), words === undefined ? undefined : decoded(words), styles);
}

/** A link by its words; the address follows unless it leads only into the sandbox, which no reader can open. */
export function linkSpan(url: string, words: string | undefined, styles: readonly Style[]): Span {
  const shown = words === undefined || words === url ? url : isLoopback(url) ? words : `${words} (${url})`;
  return { text: shown, styles: [...styles, 'link'] };
}

/** Whether an address leads to this machine only. */
export function isLoopback(url: string): boolean {
  return /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]/u.test(`${url}/`);
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
