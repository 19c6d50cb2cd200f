import type { ChatMessage } from '#block-kit/message.ts';
import { fieldsIn, fieldsOf, listOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { blocksAsText, mrkdwnAsText } from '#test/support/as-text.ts';

/** What a message takes of a reader: lines and characters as they are read. */
export interface MessageSize {
  readonly lines: number;
  readonly characters: number;
  /** Characters of the notification. */
  readonly notification: number;
}

const nameOf = (id: string) => id.toLowerCase();

/**
 * The size of a message. A picture, a context, a row of buttons and each field count as one line; any other block has the lines of its
 * text. Alt texts, buttons and what carries them are not read as text, so they count no characters.
 */
export function sizeOf({ text, blocks }: ChatMessage): MessageSize {
  const sent = fieldsIn(JSON.parse(JSON.stringify(blocks)));
  const words = sent
    .filter(({ type }) => type !== 'image' && type !== 'actions')
    .map((block) => blocksAsText([{ ...block, accessory: undefined }], nameOf));
  return {
    lines: sent.reduce((sum, block) => sum + linesOf(block), 0),
    characters: words.join('\n').length,
    notification: mrkdwnAsText(text, nameOf).length,
  };
}

function linesOf(block: Readonly<Record<string, unknown>>): number {
  const { type } = block;
  if (type !== 'section') return type === 'plan' ? 1 + listOf(block['tasks']).length : 1;
  const text = textOf(fieldsOf(block['text'])['text']);
  return (text?.split('\n').length ?? 0) + listOf(block['fields']).length;
}
