import { type Fields, fieldsIn, fieldsOf, isFields, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { actionLines, labelOf } from './buttons.ts';
import { columnLines } from './columns.ts';
import { withEmoji } from './emoji.ts';
import { inputLines } from './inputs.ts';
import { type Line, line, span, styled } from './line.ts';
import type { Room } from './look.ts';
import { mrkdwnLines } from './mrkdwn.ts';
import { richTextLines } from './rich-text.ts';
import { tableLines } from './table.ts';
import { planLines, taskLines } from './tasks.ts';
import { wrapLine, wrapLines } from './wrap.ts';

type Render = (block: Fields, room: Room) => readonly Line[];

const RENDERERS: Readonly<Record<string, Render>> = {
  header: (block) => [line(textIn(block['text']), 'bold')],
  section: sectionLines,
  context: contextLines,
  actions: (block, room) => actionLines(fieldsIn(block['elements']), room),
  context_actions: (block, room) => actionLines(fieldsIn(block['elements']), room),
  divider: (_block, { width }) => [line('─'.repeat(width), 'dim')],
  rich_text: (block, room) => richTextLines(block, room.names),
  markdown: (block, room) => mrkdwnLines((textOf(block['text']) ?? '').replaceAll('**', '*'), room.names),
  image: (block) => [line(`[picture: ${textOf(block['alt_text']) ?? ''}]`, 'dim')],
  table: (block, room) => tableLines(block, room.names, room.width),
  plan: planLines,
  task_card: taskLines,
  input: inputLines,
};

/** One block as lines, none wider than there is room; a kind that is not known is named. */
export function blockLines(block: Fields, room: Room): readonly Line[] {
  const render = RENDERERS[String(block['type'])];
  if (render === undefined) return [line(`[${String(block['type'])}]`, 'dim')];
  return wrapLines(render(block, room), room.width);
}

/** Blocks below each other; an empty line stands around those that hold more than one line. */
export function blocksLines(blocks: readonly Fields[], room: Room): readonly Line[] {
  const lines: Line[] = [];
  let before: readonly Line[] = [];
  for (const block of blocks) {
    const own = blockLines(block, room);
    if (own.length === 0) continue;
    if (before.length > 1 || (before.length > 0 && own.length > 1)) lines.push([]);
    lines.push(...own);
    before = own;
  }
  return lines;
}

/** The words of a text object, plain or mrkdwn, as they were written. */
function textIn(text: unknown): string {
  return withEmoji(textOf(fieldsOf(text)['text']) ?? '');
}

function textLines(text: unknown, room: Room): readonly Line[] {
  const object = fieldsOf(text);
  const words = textOf(object['text']) ?? '';
  if (object['type'] === 'mrkdwn') return mrkdwnLines(words, room.names);
  return withEmoji(words)
    .split('\n')
    .map((row) => line(row));
}

function sectionLines(block: Fields, room: Room): readonly Line[] {
  const own = isFields(block['text']) ? textLines(block['text'], room) : [];
  const cells = fieldsIn(block['fields']).map((text) => textLines(text, room));
  const accessory = isFields(block['accessory']) ? accessoryLines(block['accessory'], room) : [];
  return [...own, ...columnLines(cells, 2, room.width), ...accessory];
}

function accessoryLines(element: Fields, room: Room): readonly Line[] {
  if (element['type'] === 'image') return [line(`[picture: ${textOf(element['alt_text']) ?? ''}]`, 'dim')];
  return element['action_id'] === undefined && element['text'] === undefined
    ? [line(`[${labelOf(element)}]`, 'dim')]
    : actionLines([element], room);
}

/** The small grey line: its texts beside each other. */
function contextLines(block: Fields, room: Room): readonly Line[] {
  const parts = fieldsIn(block['elements']).flatMap((element) =>
    element['type'] === 'image' ? [line(`[${textOf(element['alt_text']) ?? ''}]`)] : textLines(element, room),
  );
  const joined = parts.flatMap((part, index) => (index === 0 ? [...part] : [span(' · '), ...part]));
  return wrapLine(styled(joined, 'dim'), room.width);
}
