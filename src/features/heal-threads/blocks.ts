import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bold, code, link } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import { dueMessages } from '#domain/healing/due-messages.ts';
import { asSentence } from '#features/as-sentence.ts';
import type { RenderContext } from '#features/render-context.ts';
import { titleOf } from '#features/title.ts';

/** The card was deleted: the thread goes on under a new one. */
export function renderThreadMoved({ experiment, at }: RenderContext): ChatMessage {
  const before = experiment.healing?.card?.link ?? null;
  const where = before === null ? '' : ` What was said before is in ${link(before, 'the old thread')}.`;
  const due = dueMessages(experiment, at).length === 0 ? '' : ' What waits for a person is posted anew.';
  const text = `The card of this experiment was deleted, so its thread goes on here.${where}${due}`;
  return message({ text, blocks: [section(`:thread: ${text}`)] });
}

/** To each person who is responsible, directly: the thread lacks a message, and trying again did not help. */
export function renderMessageLost({ experiment }: RenderContext): ChatMessage {
  const told = experiment.healing?.lossesTold ?? [];
  const lost = experiment.delivery.failedEffects.filter(({ effect }) => told.includes(effect));
  const name = escapeMrkdwn(oneLine(titleOf(experiment), 80));
  const head = `The thread lacks ${lost.length > 1 ? 'messages' : 'a message'} of the bot: ${name}`;
  const cause = asSentence(lost.at(-1)?.detail ?? '');
  const retry = code(`/experiment retry ${experiment.key}`);
  return message({
    text: `${head}.`,
    blocks: [section(`:warning: ${bold(head)}.\n${cause} ${retry} tries it again.`)],
  });
}
