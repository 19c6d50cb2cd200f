import type { Fields } from '#sandbox/stand-ins/slack/fields.ts';
import type { ShownMessage } from './message.ts';

/** What stands in place of the blocks that are left out of a folded card. */
const FOLDED: Fields = {
  type: 'context',
  elements: [{ type: 'plain_text', text: 'Folded: the rest has the same form as the report before.' }],
};

/**
 * The message with its headline and its first figures alone, if an earlier card in the thread is built in the same
 * way and this one asks for nothing; the message itself otherwise.
 */
export function folded<Message extends ShownMessage>(
  message: Message,
  earlier: readonly ShownMessage[],
): Message {
  const [headline] = message.blocks;
  if (headline?.['type'] !== 'header' || message.thread_ts === undefined) return message;
  const asks = message.blocks.some((block) => block['type'] === 'actions');
  const isAlike = earlier.some(
    (one) =>
      one.ts !== message.ts && one.thread_ts === message.thread_ts && shapeOf(one) === shapeOf(message),
  );
  if (asks || !isAlike) return message;
  const figures = message.blocks.find((block) => block['type'] === 'table' || block['fields'] !== undefined);
  return { ...message, blocks: [headline, ...(figures === undefined ? [] : [figures]), FOLDED] };
}

/** How a message is built, whatever it says. */
function shapeOf({ blocks }: ShownMessage): string {
  return blocks
    .map((block) => `${String(block['type'])}${block['fields'] === undefined ? '' : ' in columns'}`)
    .join('\n');
}
