import type { HomeView, ModalView } from '@slack/types';
import { expect } from 'vitest';
import { withMentions } from '#adapters/slack/mentions.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { fieldsIn } from '#sandbox/stand-ins/slack/fields.ts';
import { lintFallback, lintMessageBlocks } from '#sandbox/stand-ins/slack/lint/lint-message.ts';
import { lintHome, lintModal } from '#sandbox/stand-ins/slack/lint/lint-view.ts';
import { blocksAsText, mrkdwnAsText } from '#test/support/as-text.ts';

/** What Slack's stand-in would refuse of a message, and what the house adds to it. */
export function problemsOf(message: ChatMessage): readonly string[] {
  const sent = JSON.parse(JSON.stringify(message));
  const refused = [...lintMessageBlocks(sent.blocks), ...lintFallback(sent.text, sent.blocks)].map(
    ({ pointer, rule, message: why }) => `${pointer} ${rule}: ${why}`,
  );
  return [...refused, ...repeated(message.blocks), ...broadcasts(message)];
}

/** What Slack's stand-in would refuse of a modal. */
export function modalProblems(view: ModalView): readonly string[] {
  const sent = JSON.parse(JSON.stringify(view));
  return [
    ...lintModal(sent).map(({ pointer, rule, message: why }) => `${pointer} ${rule}: ${why}`),
    ...repeated(view.blocks),
  ];
}

/** What Slack's stand-in would refuse of a home. */
export function homeProblems(view: HomeView): readonly string[] {
  const sent = JSON.parse(JSON.stringify(view));
  return [
    ...lintHome(sent).map(({ pointer, rule, message: why }) => `${pointer} ${rule}: ${why}`),
    ...repeated(view.blocks),
  ];
}

/** Fails with every problem of a message. */
export function expectAccepted(message: ChatMessage): void {
  expect(problemsOf(message)).toEqual([]);
}

/** Slack wants each action id once in a block; it tells a press of the same id elsewhere in the message by its block and value. */
function repeated(blocks: readonly unknown[]): readonly string[] {
  return blocks.flatMap((block) => {
    const ids = Array.from(JSON.stringify(block).matchAll(/"action_id":"([^"]*)"/g), (match) => match[1]);
    return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `action id twice: ${id}`);
  });
}

/** A live `<!channel>`, `<!here>`, `<!everyone>` or group wakes people up; only dates may begin with `<!`. */
function broadcasts(message: ChatMessage): readonly string[] {
  return mrkdwnOf(message).flatMap((text) =>
    Array.from(text.matchAll(/<!(?!date\^)[^>]*>?/g), ([found]) => `broadcast: ${found}`),
  );
}

/** Every text of a message that Slack reads as mrkdwn: the fallback and all mrkdwn objects. */
export function mrkdwnOf(message: ChatMessage): readonly string[] {
  const texts: string[] = [message.text];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, text } = { type: undefined, text: undefined, ...value };
    if (type === 'mrkdwn' && typeof text === 'string') texts.push(text);
    for (const part of Object.values(value)) walk(part);
  };
  walk(message.blocks);
  return texts;
}

const nameOf = (id: string) => id.toLowerCase();

/** A message as somebody reads it: the notification first, then what stands in the channel. */
export async function readable(message: ChatMessage): Promise<string> {
  const named = await withMentions(message, async (pseudonym) => pseudonym.slice(2).toUpperCase());
  const blocks = fieldsIn(JSON.parse(JSON.stringify(named.blocks)));
  return `notification: ${mrkdwnAsText(named.text, nameOf)}\n\n${blocksAsText(blocks, nameOf)}`;
}
