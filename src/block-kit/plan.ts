import type { PlanBlock, TaskCardBlock } from '@slack/types';
import { limits } from './limits.ts';
import { richParagraph } from './rich-text.ts';
import { filled, oneLine } from './text.ts';

/** One step of work as it is shown to people; `id` stays the same while its status changes. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly status: TaskCardBlock['status'];
  readonly details?: string;
  readonly output?: string;
  readonly sources?: readonly { readonly url: string; readonly text: string }[];
}

/** A card for one step; details and output are words of any source, each shown as one line. */
export function taskCard(task: Task): TaskCardBlock {
  return {
    type: 'task_card',
    task_id: task.id,
    title: filled(oneLine(task.title, limits.task.title)),
    status: task.status,
    ...(task.details === undefined ? {} : { details: paragraph(task.details) }),
    ...(task.output === undefined ? {} : { output: paragraph(task.output) }),
    ...(task.sources === undefined
      ? {}
      : { sources: task.sources.map(({ url, text }) => ({ type: 'url', url, text })) }),
  };
}

/** A titled list of steps. */
export function plan(title: string, tasks: readonly Task[], blockId?: string): PlanBlock {
  return {
    type: 'plan',
    title: filled(oneLine(title, limits.task.title)),
    tasks: tasks.map(taskCard),
    ...(blockId === undefined ? {} : { block_id: blockId }),
  };
}

function paragraph(text: string) {
  return richParagraph(filled(oneLine(text, limits.section.text)));
}
