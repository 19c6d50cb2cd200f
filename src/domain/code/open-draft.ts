import type { DraftState } from '#domain/code/draft.ts';
import type { Experiment } from '#domain/experiment.ts';

/** The draft that the bot may still work on; null if there is none, it is merged or closed, or an earlier version opened it. */
export function openDraft({ code }: Pick<Experiment, 'code'>): DraftState | null {
  if (code === null || code.pullRequest.mergedAt !== null || code.pullRequest.closedAt !== null) return null;
  return code.draft ?? null;
}
