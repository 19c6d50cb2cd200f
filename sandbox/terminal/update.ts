import { type Fields, fieldsIn, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { blockLines } from './blocks.ts';
import { indented } from './box.ts';
import { type Line, span, styled, textOfLine } from './line.ts';
import type { Look, Room } from './look.ts';
import { indentOf, type ShownMessage } from './message.ts';
import { taskLines, tasksIn } from './tasks.ts';
import { wrapLine } from './wrap.ts';

/**
 * What an edit of a message brings that is worth reading: steps that are done, a stamp, the card's next step.
 * Anything else that is new is told line by line; nothing if nothing can be seen to have changed.
 */
export function updateLines(before: ShownMessage, after: ShownMessage, look: Look): readonly Line[] {
  const indent = indentOf(after);
  const room = { ...look, width: look.columns - indent - 2 };
  return indented(newsOf(before, after, room), indent);
}

function newsOf(before: ShownMessage, after: ShownMessage, room: Room): readonly Line[] {
  const tasks = tasksIn(after.blocks);
  if (tasks.length > 0) return taskNews(tasksIn(before.blocks), tasks, room);
  const next = nextOf(after.blocks);
  if (next !== null) return next === nextOf(before.blocks) ? [] : cardNews(after.blocks, next, room);
  const stamps = addedBlocks(before, after).filter((block) => block['type'] === 'context');
  if (stamps.length > 0) return stamps.flatMap((block) => blockLines(block, room)).map(asStamp);
  return addedLines(before, after, room);
}

/** Steps that have come to an end since; one that only began is not told, for its end follows. */
function taskNews(before: readonly Fields[], after: readonly Fields[], room: Room): readonly Line[] {
  return after
    .filter((task) => task['status'] === 'complete' || task['status'] === 'error')
    .filter((task) => {
      const earlier = before.find((one) => one['task_id'] === task['task_id']);
      return JSON.stringify(earlier) !== JSON.stringify(task);
    })
    .flatMap((task) => taskLines(task, room))
    .map((one) => [span('│ ', 'dim'), ...one]);
}

/** The card's paragraph that says what happens next, without its heading; null if there is none. */
function nextOf(blocks: readonly Fields[]): string | null {
  const texts = blocks.map((block) => textOf(fieldsOf(block['text'])['text']) ?? '');
  const found = texts.find((text) => text.startsWith('*Next*'));
  return found === undefined ? null : found.slice('*Next*'.length).trim();
}

function cardNews(blocks: readonly Fields[], next: string, room: Room): readonly Line[] {
  const cells = blocks
    .flatMap((block) => fieldsIn(block['fields']))
    .map((cell) => textOf(cell['text']) ?? '');
  const status = cells.find((cell) => cell.startsWith('*Status*'))?.split('\n')[1] ?? '';
  const words = blockLines(
    { type: 'section', text: { type: 'mrkdwn', text: next } },
    { ...room, width: 10_000 },
  );
  const told = words.flatMap((one) => [...one]);
  return wrapLine(
    [span('↻ ', 'dim'), span(`card: ${status}`, 'dim'), span(' · ', 'dim'), ...styled(told, 'dim')],
    room.width,
  );
}

function addedBlocks(before: ShownMessage, after: ShownMessage): readonly Fields[] {
  const known = new Set(before.blocks.map(contentOf));
  return after.blocks.filter((block) => !known.has(contentOf(block)));
}

function contentOf({ block_id: _id, ...content }: Fields): string {
  return JSON.stringify(content);
}

function asStamp(content: Line): Line {
  const words = textOfLine(content);
  return words.startsWith('✓') ? [span(words, 'primary')] : content;
}

function addedLines(before: ShownMessage, after: ShownMessage, room: Room): readonly Line[] {
  const linesOf = (message: ShownMessage) =>
    message.blocks.filter((block) => block['type'] !== 'actions').flatMap((block) => blockLines(block, room));
  const known = new Set(linesOf(before).map(textOfLine));
  const fresh = linesOf(after).filter((one) => textOfLine(one).trim() !== '' && !known.has(textOfLine(one)));
  return fresh.map((one) => [span('│ ', 'dim'), ...one]);
}
