import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { type Html, html } from '#desk/html/html.ts';
import { withEmojiShown } from './emoji.ts';
import type { ShownNames } from './face.ts';
import { mrkdwnHtml } from './mrkdwn-html.ts';
import { mrkdwnInline } from './mrkdwn-inline.ts';

type TextObject = MrkdwnElement | PlainTextElement;

/** A text object as paragraphs. */
export function textHtml(text: TextObject, names: ShownNames): Html {
  if (text.type === 'mrkdwn') return mrkdwnHtml(text.text, names);
  return html`<p dir="auto">${plainLines(text.text)}</p>`;
}

/** A text object within a line, as in a label. */
export function textInline(text: TextObject, names: ShownNames): Html {
  if (text.type === 'plain_text') return plainLines(text.text);
  const lines = text.text.split('\n').map((line) => mrkdwnInline(line, names));
  return html`${lines.map((line, at) => html`${at === 0 ? null : html`<br>`}${line}`)}`;
}

/** What a plain text object says, with its emoji, for attributes and options. */
export function plainOf(text: { readonly text: string } | undefined): string {
  return withEmojiShown(text?.text ?? '');
}

function plainLines(text: string): Html {
  return html`${withEmojiShown(text)
    .split('\n')
    .map((line, at) => html`${at === 0 ? null : html`<br>`}${line}`)}`;
}
