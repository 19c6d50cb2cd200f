import type { Evolvers } from '#domain/evolver.ts';
import type { ShippingEvent } from '#domain/shipping/events.ts';

/** How far a shipped change has come. */
export const shippingEvolvers: Evolvers<ShippingEvent['type']> = {
  shipmentRead: ({ shipping }, { snapshot }) =>
    shipping == null ? {} : { shipping: { ...shipping, reading: snapshot } },

  shipmentAdvanced: ({ shipping }, { step }, { at }) => {
    if (shipping == null) return {};
    const { heldTold: _told, ...rest } = shipping;
    return { shipping: { ...rest, step, since: at } };
  },

  shipmentHeld: ({ shipping }) => (shipping == null ? {} : { shipping: { ...shipping, heldTold: true } }),

  shipmentTakenBack: ({ shipping, looks, decision }, { metric }) => ({
    status: 'killed',
    looks: { ...looks, harm: metric },
    decision: { record: null, pendingOverride: decision.pendingOverride },
    ...(shipping == null || decision.record === null
      ? {}
      : { shipping: { ...shipping, takenBack: decision.record } }),
  }),
};
