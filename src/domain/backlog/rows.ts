import type { BacklogPersonBody } from '#domain/backlog/commands.ts';
import { isSensiblePriority } from '#domain/backlog/priority.ts';
import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Rows } from '#domain/lifecycle-row.ts';
import type { Refusal } from '#domain/refusal.ts';

/** From an idea that is kept for later to its plan. */
export const BACKLOG_ROWS: Rows<BacklogPersonBody['name']> = {
  prioritise: { from: ['backlog'], to: ['backlog'], guards: [hasSensiblePriority] },
  planIdea: { from: ['backlog'], to: ['draft'], guards: [] },
};

function hasSensiblePriority(
  _experiment: Experiment,
  { priority }: Pick<Command<'prioritise'>, 'priority'>,
): Refusal | null {
  return isSensiblePriority(priority);
}
