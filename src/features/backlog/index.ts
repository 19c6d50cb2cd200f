import type { Feature } from '#features/feature.ts';
import { backlogCommand } from './backlog-command.ts';
import { planCommand } from './plan-command.ts';
import { priorityCommand } from './priority-command.ts';
import { priorityForm } from './priority-form.ts';

/** Ideas that are kept for later: the list by priority, and the way from it to a plan. */
export const backlogFeature = {
  name: 'backlog',
  modals: [priorityForm],
  subcommands: [backlogCommand, planCommand, priorityCommand],
} satisfies Feature;
