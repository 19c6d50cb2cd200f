import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, code } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn, oneLine } from '#block-kit/text.ts';
import type { FailedDelivery } from './failed-deliveries.ts';

/** Lines of one answer. */
const MOST = 15;
const RETRY = '/experiment deliveries retry';

/** What failed for good, for admins. */
export function renderDeliveries(failed: readonly FailedDelivery[]): ChatMessage {
  if (failed.length === 0) {
    const text = 'Everything that the bot had to say in unfinished experiments and in the channels was said.';
    return message({ text, blocks: [section(text)] });
  }
  const head = failed.length === 1 ? 'One delivery has failed.' : `${failed.length} deliveries have failed.`;
  const rest =
    failed.length > MOST ? `\nAnd ${failed.length - MOST} more: ${code('npm run deliveries')}.` : '';
  const next = `Mend the cause, then ${code(RETRY)} tries all of them again. What came through after all is not said twice.`;
  return message({
    text: `${head} ${next}`,
    blocks: [section(`*${head}*\n${bullets(failed.slice(0, MOST).map(lineOf))}${rest}`), section(next)],
  });
}

function lineOf({ experiment, title, kind, code: fault, detail }: FailedDelivery): string {
  const name =
    experiment === null ? code(title) : `${escapeMrkdwn(oneLine(title, 60))} (${code(experiment)})`;
  return `${name}: ${kind}, ${code(fault)}. ${escapeMrkdwn(oneLine(detail, 120))}`;
}
