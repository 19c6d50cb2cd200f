import { section } from '#block-kit/layout.ts';
import { limits } from '#block-kit/limits.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { code, mention } from '#block-kit/mrkdwn.ts';
import type { Called } from '#domain/waits/addressees.ts';
import type { Call } from './call-of.ts';

const ADMIN = `An admin can add approvers (${code('roles.approvers')} in the settings).`;

/** Why the people who are called cannot finish it among themselves. Empty if they can. */
export function lacksWords({ lacks }: Pick<Called, 'lacks'>): string {
  switch (lacks) {
    case 'any':
      return `No other approver may do this: authors and the owner may not. ${ADMIN}`;
    case 'another':
      return `This takes two approvers, and only one may do it: authors and the owner may not. ${ADMIN}`;
    case null:
      return '';
  }
}

/**
 * The message with a line at its head that mentions who is called. Each person is mentioned once: whom the message names already is
 * not named again, and the line is left out if it would name no person and say nothing else.
 */
export function withCall(original: ChatMessage, call: Call | null): ChatMessage {
  if (call === null || original.blocks.length >= limits.message.blocks) return original;
  const shown = JSON.stringify(original.blocks);
  const named = call.people.filter((person) => !shown.includes(mention(person)));
  const lacks = lacksWords(call);
  if (named.length === 0 && lacks === '') return original;
  const words = call.lacks === 'any' ? '' : call.words;
  const line = [named.map(mention).join(' '), words, lacks].filter((part) => part !== '').join(' ');
  return message({ ...original, blocks: [section(line), ...original.blocks] });
}
