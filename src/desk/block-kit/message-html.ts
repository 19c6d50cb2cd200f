import type { ChatMessage } from '#block-kit/message.ts';
import { type Html, html } from '#desk/html/html.ts';
import { blocksHtml } from './block-html.ts';
import type { Face } from './face.ts';
import { mrkdwnHtml } from './mrkdwn-html.ts';

/** A message as an article, in the words of Slack: its blocks, or its text if it has none. `label` says whose and of when it is. */
export function messageHtml(message: ChatMessage, face: Face, label: string): Html {
  const { blocks, text } = message;
  const inside = blocks.length === 0 ? mrkdwnHtml(text, face.names) : blocksHtml(blocks, face);
  return html`<article class="message" id="${face.id}" aria-label="${label}">${inside}</article>`;
}
