import type { RichTextBlock } from '@slack/types';
import { richPreformatted, richText } from '#block-kit/rich-text.ts';

/** Characters that one block of text takes, with room for what Slack adds. */
const ROOM = 2_800;
/** Blocks that a modal has room for beside the rest. */
const MOST = 60;

/** The text of a file as it is, letter for letter, in as many blocks as it takes. */
export function fileBlocks(text: string): readonly RichTextBlock[] {
  const parts: string[] = [''];
  for (const line of text.trimEnd().split('\n')) {
    const last = parts.at(-1) ?? '';
    if (last.length + line.length + 1 <= ROOM)
      parts[parts.length - 1] = last === '' ? line : `${last}\n${line}`;
    else parts.push(...(line.match(/.{1,2800}/gsu) ?? ['']));
  }
  const shown = parts.slice(0, MOST).map(block);
  const left = parts.length - shown.length;
  return left > 0 ? [...shown, block('… and more: `/experiment settings export` gives all of it.')] : shown;
}

function block(text: string): RichTextBlock {
  return richText([richPreformatted(text === '' ? ' ' : text)]);
}
