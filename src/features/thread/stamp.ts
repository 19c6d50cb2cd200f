import { context } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { date } from '#block-kit/mrkdwn.ts';

/** The same message with its buttons replaced by what was pressed, by whom and when (`at` in milliseconds). */
export function stamped(original: ChatMessage, text: string, at: number): ChatMessage {
  const moment = date(at / 1000, '{date_short_pretty} at {time}', new Date(at).toISOString());
  return {
    ...original,
    text: `${original.text} — ${text}`,
    blocks: [
      ...original.blocks.filter((block) => block.type !== 'actions'),
      context([`:ballot_box_with_check: ${text} · ${moment}`]),
    ],
  };
}
