import type { KnownBlock, MessageMetadata } from '@slack/types';
import { limits } from './limits.ts';
import { truncate } from './text.ts';

/** One chat message: blocks to look at, and text for notifications and screen readers. */
export interface ChatMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly metadata?: MessageMetadata;
}

/**
 * Builds a message. `text` is the fallback and is required: without it a notification is empty.
 * It is mrkdwn, so people's words in it must be escaped, and is cut to 4,000 characters.
 */
export function message(parts: ChatMessage): ChatMessage {
  return { ...parts, text: truncate(parts.text, limits.message.comfortableText) };
}
