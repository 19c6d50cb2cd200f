import type { BacklogEvent } from '#domain/backlog/events.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** An idea that is kept for later, until it is planned. */
export const backlogEvolvers: Evolvers<BacklogEvent['type']> = {
  ideaPrioritised: ({ proposal: { priority: _before, ...proposal } }, { priority }) => ({
    proposal: priority === null ? proposal : { ...proposal, priority },
  }),

  ideaPlanned: ({ proposal }, { by }, { at, version }) => ({
    status: 'draft',
    proposal: { ...proposal, planned: { by, at, version } },
  }),
};
