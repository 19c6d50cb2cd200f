import { address, type Html, type HtmlValue, html } from '#desk/html/html.ts';
import { emojiNamed } from './emoji.ts';
import type { ShownNames } from './face.ts';
import { slackDateWords } from './slack-date.ts';

type Style = 'b' | 'i' | 's';

const STYLES: Readonly<Record<string, Style>> = { '*': 'b', _: 'i', '~': 's' };
const EMOJI_NAME = /:([a-z0-9_+-]+):/y;
const WORD = /[\p{L}\p{N}]/u;

/** One line of mrkdwn: its styles, code, links, mentions, dates and emoji. */
export function mrkdwnInline(line: string, names: ShownNames): Html {
  const parts: HtmlValue[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') parts.push(decodedEntities(plain));
    plain = '';
  };
  for (let at = 0; at < line.length; ) {
    const found = tokenAt(line, at, names);
    if (found === null) {
      plain += line[at];
      at += 1;
      continue;
    }
    flush();
    parts.push(found.shown);
    at = found.end;
  }
  flush();
  return html`${parts}`;
}

interface Token {
  readonly shown: HtmlValue;
  readonly end: number;
}

function tokenAt(line: string, at: number, names: ShownNames): Token | null {
  const sign = line[at] ?? '';
  if (sign === '`') return codeAt(line, at);
  if (sign === '<') return entityAt(line, at, names);
  if (sign === ':') return emojiAt(line, at);
  const style = STYLES[sign];
  return style === undefined ? null : styledAt(line, at, { sign, style, names });
}

function codeAt(line: string, at: number): Token | null {
  const end = line.indexOf('`', at + 1);
  if (end <= at + 1) return null;
  return { shown: html`<code>${decodedEntities(line.slice(at + 1, end))}</code>`, end: end + 1 };
}

function emojiAt(line: string, at: number): Token | null {
  EMOJI_NAME.lastIndex = at;
  const [whole, name] = EMOJI_NAME.exec(line) ?? [];
  const shown = name === undefined ? null : emojiNamed(name);
  return shown === null || whole === undefined ? null : { shown, end: at + whole.length };
}

function styledAt(
  line: string,
  at: number,
  { sign, style, names }: { readonly sign: string; readonly style: Style; readonly names: ShownNames },
): Token | null {
  if (WORD.test(line[at - 1] ?? '') || /\s/.test(line[at + 1] ?? ' ') || line[at + 1] === sign) return null;
  const end = closingOf(line, at + 1, sign);
  if (end === null) return null;
  return { shown: styled(style, mrkdwnInline(line.slice(at + 1, end), names)), end: end + 1 };
}

/** The place at which a style ends: behind no blank and before no letter. Code and what stands in angle brackets is skipped. */
function closingOf(line: string, from: number, sign: string): number | null {
  for (let at = from; at < line.length; at += 1) {
    const letter = line[at];
    if (letter === '`' || letter === '<') {
      const end = line.indexOf(letter === '`' ? '`' : '>', at + 1);
      if (end > 0) at = end;
      continue;
    }
    if (letter === sign && !/\s/.test(line[at - 1] ?? ' ') && !WORD.test(line[at + 1] ?? '')) return at;
  }
  return null;
}

function styled(style: Style, inside: Html): Html {
  if (style === 'b') return html`<strong>${inside}</strong>`;
  return style === 'i' ? html`<em>${inside}</em>` : html`<s>${inside}</s>`;
}

/** What stands between angle brackets: a mention, a channel, a date or a link. Anything else is shown as it is. */
function entityAt(line: string, at: number, names: ShownNames): Token | null {
  const end = line.indexOf('>', at);
  if (end < 0) return null;
  const [target = '', words] = line.slice(at + 1, end).split('|');
  const shown = entity(target, words, names);
  return shown === null ? null : { shown, end: end + 1 };
}

function entity(target: string, words: string | undefined, names: ShownNames): Html | null {
  if (target.startsWith('@')) return userMention(target.slice(1), names);
  if (target.startsWith('#')) return channelMention(target.slice(1), names);
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = ''] = target.split('^');
    return momentHtml(Number(seconds), format, decodedEntities(words ?? ''));
  }
  if (!/^(https?:|mailto:)/.test(target)) return null;
  const url = decodedEntities(target);
  return linkHtml(url, words === undefined ? url : decodedEntities(words));
}

/** A link to another place; the words alone if the address is none that may be followed. */
export function linkHtml(url: string, words: string): Html {
  const to = address(url);
  return to === '#' ? html`${words}` : html`<a href="${to}" rel="noreferrer">${words}</a>`;
}

/** A person by name. */
export function userMention(id: string, names: ShownNames): Html {
  return html`<span class="mention">@<bdi>${names.user(id) ?? id}</bdi></span>`;
}

/** A channel by name. */
export function channelMention(id: string, names: ShownNames): Html {
  return html`<span class="mention">#<bdi>${names.channel(id) ?? id}</bdi></span>`;
}

/** A moment for people and for programs; what stands for it if the moment is none. */
export function momentHtml(seconds: number, format: string, fallback: string): Html {
  const words = slackDateWords(seconds, format);
  if (words === '') return html`${fallback}`;
  return html`<time datetime="${new Date(seconds * 1000).toISOString()}">${words}</time>`;
}

/** mrkdwn writes three signs as entities. */
export function decodedEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
