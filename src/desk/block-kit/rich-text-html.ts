import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { type Html, html } from '#desk/html/html.ts';
import { emojiNamed } from './emoji.ts';
import type { ShownNames } from './face.ts';
import { channelMention, linkHtml, momentHtml, userMention } from './mrkdwn-inline.ts';

/** A rich text block: paragraphs, lists, quotations and code. */
export function richTextHtml({ elements }: RichTextBlock, names: ShownNames): Html {
  return html`${elements.map((element) => partHtml(element, names))}`;
}

/** The words of a rich text block within a line, as in a step. */
export function richTextInline({ elements }: RichTextBlock, names: ShownNames): Html {
  return html`${elements.flatMap((element) =>
    element.type === 'rich_text_list' ? [partHtml(element, names)] : runs(element.elements, names),
  )}`;
}

function partHtml(part: RichTextBlockElement, names: ShownNames): Html {
  switch (part.type) {
    case 'rich_text_list': {
      const items = part.elements.map((item) => html`<li dir="auto">${runs(item.elements, names)}</li>`);
      return part.style === 'ordered' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'rich_text_quote':
      return html`<blockquote dir="auto">${runs(part.elements, names)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre><code>${runs(part.elements, names)}</code></pre>`;
    default:
      return html`<p dir="auto">${runs(part.elements, names)}</p>`;
  }
}

function runs(elements: readonly RichTextElement[], names: ShownNames): readonly Html[] {
  return elements.map((element) => runHtml(element, names));
}

function runHtml(element: RichTextElement, names: ShownNames): Html {
  const inside = plainRun(element, names);
  const style = 'style' in element ? element.style : undefined;
  if (style === undefined || typeof style !== 'object') return inside;
  const coded = 'code' in style && style.code === true ? html`<code>${inside}</code>` : inside;
  const bold = style.bold === true ? html`<strong>${coded}</strong>` : coded;
  const italic = style.italic === true ? html`<em>${bold}</em>` : bold;
  return style.strike === true ? html`<s>${italic}</s>` : italic;
}

function plainRun(element: RichTextElement, names: ShownNames): Html {
  switch (element.type) {
    case 'text':
      return html`${element.text.split('\n').map((line, at) => html`${at === 0 ? null : html`<br>`}${line}`)}`;
    case 'link':
      return linkHtml(element.url, element.text ?? element.url);
    case 'user':
      return userMention(element.user_id, names);
    case 'channel':
      return channelMention(element.channel_id, names);
    case 'emoji':
      return html`${emojiNamed(element.name) ?? `:${element.name}:`}`;
    case 'date':
      return momentHtml(element.timestamp, element.format, element.fallback ?? '');
    default:
      return html``;
  }
}
