import type { AmendmentEvent } from '#domain/amendments/events.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** Changes of the registered plan while the experiment runs. */
export const amendmentEvolvers: Evolvers<AmendmentEvent['type']> = {
  // Whatever was asked of people rested on the plan before.
  planAmended: ({ status, design, looks, decision }, { amendment, plan, extension }) => ({
    status: extension !== undefined && status === 'deciding' ? 'running' : status,
    design: design && {
      ...design,
      plan,
      planHash: amendment.planHash,
      approvals: [
        ...design.approvals,
        ...amendment.approvedBy.map((person) => ({ person, planHash: amendment.planHash, at: amendment.at })),
      ],
      amendments: [...(design.amendments ?? []), amendment],
    },
    looks: extension === undefined ? looks : { ...looks, extension },
    decision: { ...decision, pendingOverride: null },
  }),
};
