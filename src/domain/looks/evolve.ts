import type { Evolvers } from '#domain/evolver.ts';
import { withDrop } from '#domain/looks/dropped-variants.ts';
import type { LookEvent } from '#domain/looks/events.ts';

/** The looks at the data, and the stop that one of them may call for. */
export const lookEvolvers: Evolvers<LookEvent['type']> = {
  // A look makes a vote on the look before it void.
  looked: ({ status, looks, decision }, { snapshot, asksForDecision }) => ({
    status: asksForDecision ? 'deciding' : status,
    looks: { ...looks, snapshots: [...looks.snapshots, snapshot] },
    decision: { ...decision, pendingOverride: null },
  }),

  watched: ({ looks }, { snapshot }) => ({ looks: { ...looks, watch: snapshot } }),

  found: ({ looks }, { found }) => ({ looks: { ...looks, found } }),

  variantsDropped: ({ status, looks, decision }, { variants, person, auto }) => ({
    // An approver who drops it has decided on the look; the bot's act leaves the question open.
    status: person === null ? status : 'running',
    looks: withDrop(looks, { variants, person, ...(auto === undefined ? {} : { auto }) }),
    decision: { ...decision, pendingOverride: null },
  }),

  stoppedForHarm: ({ looks }, { metric }) => ({ status: 'killed', looks: { ...looks, harm: metric } }),

  readingFailed: ({ looks }, { task, code, detail, mayPass, rarely, told }, { at }) => {
    const known = looks.faults?.[task] ?? { since: at, toldAt: null };
    const fault = { since: known.since, toldAt: told ? at : known.toldAt, mayPass, code, detail };
    const pace = rarely === undefined ? {} : { rarely };
    return { looks: { ...looks, faults: { ...looks.faults, [task]: { ...fault, ...pace } } } };
  },

  readingRecovered: ({ looks }, { task }) => {
    const { [task]: fault, ...faults } = looks.faults ?? {};
    const recovery = fault?.toldAt == null ? {} : { recovery: { task, since: fault.since } };
    return { looks: { ...looks, faults, ...recovery } };
  },
};
