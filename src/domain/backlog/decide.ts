import type { BacklogPersonBody } from '#domain/backlog/commands.ts';
import { type Deciders, outcome } from '#domain/decider.ts';

/** The backlog: nothing of it is posted before an idea is planned, because it has no thread until then. */
export const backlogDeciders: Deciders<BacklogPersonBody['name']> = {
  prioritise: (_experiment, { priority, actor }) =>
    outcome([{ type: 'ideaPrioritised', priority, by: actor.person }]),

  planIdea: (_experiment, { actor }) =>
    outcome([{ type: 'ideaPlanned', by: actor.person }], [{ kind: 'card' }, { kind: 'design' }]),
};
