import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { bold, bullets } from '#block-kit/mrkdwn.ts';

/** A list under its title; nothing if the list is empty. The lines are mrkdwn already. */
export function listSection(title: string, lines: readonly string[]): ChatMessage['blocks'] {
  return lines.length === 0 ? [] : [section(`${bold(title)}\n${bullets(lines)}`)];
}
