import { type Fields, fieldsIn, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { blocksLines } from './blocks.ts';
import { BOX_SIDES, barLines, boxLines, indented } from './box.ts';
import { clockTime } from './dates.ts';
import { withEmoji } from './emoji.ts';
import { type Line, span } from './line.ts';
import type { Look, Room } from './look.ts';
import { mrkdwnLines } from './mrkdwn.ts';
import { wrapLine, wrapLines } from './wrap.ts';

/** A message as Slack keeps it, as far as it is shown. */
export interface ShownMessage {
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Fields[];
  readonly thread_ts?: string;
}

/** Replies stand under their thread's card, this far to the right. */
const REPLY_INDENT = 2;

/** The moment of a message in milliseconds since 1970. */
export function momentOf({ ts }: Pick<ShownMessage, 'ts'>): number {
  return Number(ts.split('.')[0]) * 1000;
}

/** How far to the right a message stands. */
export function indentOf({ thread_ts, ts }: Pick<ShownMessage, 'ts' | 'thread_ts'>): number {
  return thread_ts === undefined || thread_ts === ts ? 0 : REPLY_INDENT;
}

/**
 * A whole message: when, who, and what it says. One that begins with a headline is shown as a card in a box. `note`
 * stands behind the name, such as who alone can see it.
 */
export function messageLines(message: ShownMessage, look: Look, note = ''): readonly Line[] {
  const indent = indentOf(message);
  const width = look.columns - indent;
  const head: Line = [
    span(`${clockTime(momentOf(message))}  `, 'dim'),
    span(look.names.user(message.user), 'bold'),
    ...(note === '' ? [] : [span(`  ${note}`, 'dim')]),
  ];
  const [first, ...others] = withoutEcho(message.blocks);
  if (first?.['type'] === 'header') {
    const title = withEmoji(textOf(fieldsOf(first['text'])['text']) ?? '');
    const inside = blocksLines(others, { ...look, width: width - BOX_SIDES });
    return indented([head, ...boxLines(title, inside, width)], indent);
  }
  return indented([head, ...barLines(bodyLines(message, { ...look, width: width - 2 }))], indent);
}

function bodyLines(message: ShownMessage, room: Room): readonly Line[] {
  const blocks = withoutEcho(message.blocks);
  if (blocks.length === 0) return wrapLines(mrkdwnLines(message.text, room.names), room.width);
  const [only, second] = blocks;
  const steps = only?.['type'] === 'plan' && second === undefined ? plannedSteps(only) : [];
  if (only === undefined || steps.length === 0) return blocksLines(blocks, room);
  const coming = steps.map((step) => textOf(step['title']) ?? '').join(' → ');
  return [[span(textOf(only['title']) ?? '', 'bold')], ...wrapLine([span(coming, 'dim')], room.width)];
}

/** The steps of a plan of which none has begun; they are told as they go on. */
function plannedSteps(block: Fields): readonly Fields[] {
  const tasks = fieldsIn(block['tasks']);
  return tasks.every((task) => task['status'] === 'pending') ? tasks : [];
}

/** Blocks without a paragraph that only repeats the name of the plan after it. */
function withoutEcho(blocks: readonly Fields[]): readonly Fields[] {
  return blocks.filter((block, index) => {
    const next = blocks[index + 1];
    return next?.['type'] !== 'plan' || textOf(fieldsOf(block['text'])['text']) !== next['title'];
  });
}
