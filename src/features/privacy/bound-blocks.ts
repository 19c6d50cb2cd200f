import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { bullets, mention } from '#block-kit/mrkdwn.ts';
import { type Known, partsThatBind } from './forget-person.ts';
import { partLines } from './part-lines.ts';

/** Why a person cannot be forgotten yet, and what to do. `user` is a chat user. */
export function renderBound(user: string, known: Known): ChatMessage {
  const text = `${mention(user)} has a part in experiments that are not over, so nothing was erased: if they came back, the bot would take them for another person, who could act a second time. End these experiments or wait until they are over, then forget them:`;
  const lines = bullets(partLines(partsThatBind(known)));
  return message({ text: `${text}\n${lines}`, blocks: [section(text), section(lines)] });
}
