import type { ActionsBlock, ActionsBlockElement } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { section } from '#block-kit/layout.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';

/** Characters of one paragraph: cut before Slack's limit, so that no word is lost. */
const PARAGRAPH = 2_800;
/** Paragraphs that are kept; a message takes 50 blocks. */
const PARAGRAPHS = 20;

type Block = ChatMessage['blocks'][number];

/**
 * The words and the buttons of blocks that Slack has refused, in the plainest blocks there are: paragraphs, then the buttons.
 * None if the blocks hold neither.
 */
export function plainBlocks(blocks: ChatMessage['blocks']): ChatMessage['blocks'] {
  const words = blocks
    .filter(({ type }) => type !== 'actions')
    .map((block) => textsIn(block).join(' '))
    .filter((line) => line !== '')
    .join('\n');
  return [...paragraphs(words).map((text) => section(text)), ...blocks.flatMap(buttonsOf)];
}

/** Every text in a value, mrkdwn as it is, anything else escaped; what belongs to a button is no word of the message. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { text, type }: { text?: unknown; type?: unknown } = value;
  if (typeof text === 'string') return [type === 'mrkdwn' ? text : escapeMrkdwn(text)];
  return Object.entries(value).flatMap(([name, part]) => (name === 'accessory' ? [] : textsIn(part)));
}

function buttonsOf(block: Block): readonly ActionsBlock[] {
  if (block.type === 'actions') return [block];
  const accessory = 'accessory' in block ? block.accessory : undefined;
  return isElement(accessory) ? [actions([accessory])] : [];
}

function isElement(accessory: unknown): accessory is ActionsBlockElement {
  return typeof accessory === 'object' && accessory !== null && Reflect.get(accessory, 'type') !== 'image';
}

/** Cuts at line breaks, so that each part fits into one section; what no section takes is left out. */
function paragraphs(words: string): readonly string[] {
  const parts: string[] = [];
  for (const line of words.split('\n').filter((one) => one !== '')) {
    const last = parts.at(-1);
    const joined = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && joined.length <= PARAGRAPH) parts[parts.length - 1] = joined;
    else parts.push(line);
  }
  return parts.slice(0, PARAGRAPHS);
}
