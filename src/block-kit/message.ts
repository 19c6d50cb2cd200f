import type { KnownBlock, MessageMetadata } from '@slack/types';
import { limits } from './limits.ts';
import { truncateBytes } from './text.ts';

/** One chat message: blocks to look at, and text for notifications and screen readers. */
export interface ChatMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly metadata?: MessageMetadata;
}

/**
 * Builds a message. `text` is the fallback and is required: without it a notification is empty.
 * It is mrkdwn, so people's words in it must be escaped. It is cut to 4,000 bytes, which is what
 * Slack takes when a message is edited; a post may hold more, but every message may be edited.
 */
export function message(parts: ChatMessage): ChatMessage {
  return { ...parts, text: truncateBytes(parts.text, limits.message.editedTextBytes) };
}
