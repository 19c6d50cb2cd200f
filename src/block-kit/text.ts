import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { withoutHidden } from '#shared/hidden-signs.ts';
import { neutral } from '#shared/plain-text.ts';

const ellipsis = '…';
const longestEntity = '&amp;'.length;

/**
 * Words of people, models and vendors inside mrkdwn: one line that holds no link, mention, broadcast, markup, emoji or mark of
 * the bot (see `neutral`). For words of the bot's own that hold markup there is `escapeEntities`.
 */
export function escapeMrkdwn(text: string): string {
  return escapeEntities(neutral(text));
}

/**
 * A sentence that code wrote with words from outside in it, inside mrkdwn: what it names between back quotes stays code, all else is
 * as `escapeMrkdwn` makes it.
 */
export function escapeSentence(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? escapeEntities(withoutHidden(part)) : escapePart(part)))
    .join('');
}

function escapePart(part: string): string {
  const before = /^\s/.test(part) ? ' ' : '';
  const words = escapeMrkdwn(part);
  return words === '' ? before : `${before}${words}${/\s$/.test(part) ? ' ' : ''}`;
}

/** Mrkdwn without links, mentions and broadcasts: `&`, `<` and `>` become entities. All other markup stays. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Cuts `text` to at most `max` characters, the last one an ellipsis if something was cut.
 * Counted in UTF-16 units, which are never fewer than code points, so the result is within the
 * limit whichever of the two Slack counts. Never cuts inside a code point, a joined emoji,
 * an HTML entity or a `<…>` link or mention.
 */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  const kept = wholeGraphemes(text, max - ellipsis.length);
  return withoutOpenLink(withoutOpenEntity(kept, text)) + ellipsis;
}

/**
 * `truncate` by UTF-8 bytes, as Slack counts the text of an edit: a bare `&` counts as the entity
 * that Slack makes of it.
 */
export function truncateBytes(text: string, maxBytes: number): string {
  if (bytesOf(text) <= maxBytes) return text;
  let [fits, over] = [0, Math.min(text.length, maxBytes)];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (bytesOf(truncate(text, middle)) <= maxBytes) fits = middle;
    else over = middle;
  }
  return truncate(text, fits);
}

/** `truncate` for words of people, models and vendors as one line that stands for nothing else (see `neutral`). */
export function oneLine(text: string, max: number): string {
  return truncate(neutral(text), max);
}

/** A letter that is written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name for a line that holds more. If it is written from right to left it is isolated, or the figures behind it would be drawn in
 * reverse: "−4.3 %" as "% 4.3−".
 */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/**
 * A mrkdwn text object, cut to `max` characters. Text from people must be escaped before. Verbatim: Slack makes no link of a bare
 * address and no mention of a bare name. Blank text becomes a dash: Slack refuses a whole message for one empty text.
 */
export function mrkdwn(text: string, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: truncate(filled(text), max), verbatim: true };
}

/**
 * A plain text object, cut to `max` characters; Slack shows it as it is, so it needs no escaping.
 * Blank text becomes a dash.
 */
export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: truncate(filled(text), max), emoji: true };
}

/** The text; a dash if it is blank. */
export function filled(text: string): string {
  return text.trim() === '' ? '–' : text;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text.replaceAll(/&(?!(?:amp|lt|gt);)/gu, '&amp;'));
}

function wholeGraphemes(text: string, max: number): string {
  let end = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (end + segment.length > max) break;
    end += segment.length;
  }
  return text.slice(0, end);
}

function withoutOpenEntity(kept: string, whole: string): string {
  const start = kept.lastIndexOf('&');
  if (start < 0 || kept.length - start >= longestEntity) return kept;
  const entity = /^&(?:amp|lt|gt);/u.exec(whole.slice(start));
  return entity !== null && start + entity[0].length > kept.length ? kept.slice(0, start) : kept;
}

function withoutOpenLink(kept: string): string {
  const start = kept.search(/<(?:[@#!]|https?:|mailto:)[^>]*$/u);
  return start < 0 ? kept : kept.slice(0, start);
}
