import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { link } from '#block-kit/mrkdwn.ts';
import { dueMessages } from '#domain/healing/due-messages.ts';
import type { RenderContext } from '#features/render-context.ts';

/** The card was deleted: the thread goes on under a new one. */
export function renderThreadMoved({ experiment, at }: RenderContext): ChatMessage {
  const before = experiment.healing?.card?.link ?? null;
  const where = before === null ? '' : ` What was said before is in ${link(before, 'the old thread')}.`;
  const due = dueMessages(experiment, at).length === 0 ? '' : ' What waits for a person is posted anew.';
  const text = `The card of this experiment was deleted, so its thread goes on here.${where}${due}`;
  return message({ text, blocks: [section(`:thread: ${text}`)] });
}
