import type { AmendmentEvent } from '#domain/amendments/events.ts';
import type { DesignState } from '#domain/design/state.ts';
import type { Evolvers } from '#domain/evolver.ts';

/** Changes of the registered plan while the experiment runs. */
export const amendmentEvolvers: Evolvers<AmendmentEvent['type']> = {
  // Whatever was asked of people rested on the plan before.
  planAmended: ({ status, request, design, looks, decision }, { amendment, plan, extension }) => ({
    status: extension !== undefined && status === 'deciding' ? 'running' : status,
    request: { ...request, owner: plan.request.owner },
    design: design && {
      ...withoutPending(design),
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

  amendmentProposed: ({ design }, { change, reason, by }, { version: id }) => ({
    design: design && { ...design, pendingAmendment: { id, change, reason, by, approvedBy: [] } },
  }),

  amendmentSeconded: ({ design }, { person, lapsed = [] }) => {
    const pending = design?.pendingAmendment;
    if (design === null || pending === undefined) return {};
    const approvedBy = [...pending.approvedBy.filter((one) => !lapsed.includes(one)), person];
    return { design: { ...design, pendingAmendment: { ...pending, approvedBy } } };
  },

  amendmentDeclined: ({ design }) => ({ design: design && withoutPending(design) }),
};

/** A change that waits was asked for of the plan before. */
function withoutPending({ pendingAmendment: _settled, ...design }: DesignState): DesignState {
  return design;
}
