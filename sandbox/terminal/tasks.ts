import { type Fields, fieldsIn, fieldsOf, textOf } from '#sandbox/stand-ins/slack/fields.ts';
import { type Line, span, textOfLine } from './line.ts';
import type { Room } from './look.ts';
import { richTextLines } from './rich-text.ts';
import { wrapLine } from './wrap.ts';

const MARKS: Readonly<Record<string, string>> = {
  pending: '▫️',
  in_progress: '⏳',
  complete: '✅',
  error: '⚠️',
};

/** The steps in a message, wherever they stand: of plans, and cards of their own. */
export function tasksIn(blocks: readonly Fields[]): readonly Fields[] {
  return blocks.flatMap((block) => {
    if (block['type'] === 'plan') return fieldsIn(block['tasks']);
    return block['type'] === 'task_card' ? [block] : [];
  });
}

/** One step: its mark, its name, and what came of it. */
export function taskLines(task: Fields, room: Room): readonly Line[] {
  const status = textOf(task['status']) ?? 'pending';
  const notes = ['details', 'output'].flatMap((name) =>
    richTextLines(fieldsOf(task[name]), room.names).map(textOfLine),
  );
  const note = notes.filter((words) => words !== '').join(' ');
  const title = span(textOf(task['title']) ?? '', ...(status === 'pending' ? (['dim'] as const) : []));
  const mark = span(`${MARKS[status] ?? '•'} `);
  return wrapLine([mark, title, ...(note === '' ? [] : [span(`: ${note}`, 'dim')])], room.width);
}

/** A plan: its name and every step below it. */
export function planLines(block: Fields, room: Room): readonly Line[] {
  const tasks = fieldsIn(block['tasks']);
  const done = tasks.filter((task) => task['status'] === 'complete').length;
  const title: Line = [
    span(textOf(block['title']) ?? '', 'bold'),
    span(`  ${done} of ${tasks.length} done`, 'dim'),
  ];
  return [title, ...tasks.flatMap((task) => taskLines(task, room))];
}
