import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { link } from '#block-kit/mrkdwn.ts';
import type { Issue } from '#ports/code-host.ts';

/** The issue that hands a shipped change over is open. */
export function renderHandOff({ number, url }: Issue): ChatMessage {
  const rest = 'It says what was shipped, how it reaches all users, what to keep watching and what follows.';
  return message({
    text: `Hand-off issue #${number} is open: ${url}. ${rest}`,
    blocks: [section(`:handshake: *Hand-off issue ${link(url, `#${number}`)} is open*\n${rest}`)],
  });
}
