import type { ChatMessage } from '#block-kit/message.ts';
import type { LogFields, Logger } from '#shared/logger.ts';
import { attempt } from './attempt.ts';
import { isFileRefused, slackErrorName } from './errors.ts';
import { slackFault } from './fault-kinds.ts';
import { plainBlocks } from './plain-blocks.ts';

type Blocks = Pick<ChatMessage, 'blocks'>;

/** Errors that say that Slack takes no such blocks, though it may take others. */
const ABOUT_BLOCKS: readonly (string | null)[] = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'block_mismatch',
];

/**
 * Sends with blocks; if Slack refuses them, with the words and the buttons alone, so that what is due can still be pressed;
 * and if it refuses those too, the text of the notification. The log is told which message it was and nothing that it says:
 * its text names people, and quotes them.
 */
export function sendPlainer<Answer>(
  log: Logger,
  { named, of }: { readonly named: ChatMessage; readonly of: LogFields },
  send: (content: Blocks) => Promise<Answer>,
): Promise<Answer> {
  return attempt(async () => {
    const ways = [() => named.blocks, () => plainBlocks(named.blocks)];
    for (const blocks of ways) {
      try {
        return await send({ blocks: blocks() });
      } catch (thrown) {
        if (!ABOUT_BLOCKS.includes(slackErrorName(thrown))) throw thrown;
        if (isFileRefused(thrown))
          throw slackFault('file-not-ready', 'Slack does not show the picture yet.', { cause: thrown });
        log.error('slack refused the blocks of a message; it is sent in plainer ones', of);
      }
    }
    return send({ blocks: [] });
  });
}

/** A picture that a message has shown can be gone: a person deleted its file. The rest of the message stays. */
export async function withoutLostFiles<Answer>(
  { blocks }: Blocks,
  send: (content: Blocks) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send({ blocks });
  } catch (thrown) {
    if (!isFileRefused(thrown)) throw thrown;
    return send({ blocks: blocks.filter(({ type }) => type !== 'image') });
  }
}
