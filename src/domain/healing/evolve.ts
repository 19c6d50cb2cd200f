import type { Evolvers } from '#domain/evolver.ts';
import type { HealingEvent } from '#domain/healing/events.ts';

/** What was lost of a thread, at any status. */
export const healingEvolvers: Evolvers<HealingEvent['type']> = {
  cardLost: ({ delivery, healing }, { threadTs, link }) => ({
    delivery: { ...delivery, threadTs: null },
    healing: { ...healing, card: { threadTs, link, count: (healing?.card?.count ?? 0) + 1 } },
  }),

  channelClosed: ({ healing }, { code, detail, told }, { at }) => ({
    healing: { ...healing, channel: { since: at, code, detail }, ...(told ? { toldAt: at } : {}) },
  }),

  channelOpened: ({ healing }) => {
    const { channel: _closed, ...rest } = healing ?? {};
    return { healing: rest };
  },

  lostTriedAgain: ({ delivery, healing }, { effects }) => ({
    delivery: {
      ...delivery,
      failedEffects: delivery.failedEffects.filter(({ effect }) => !effects.includes(effect)),
    },
    healing: { ...healing, triedAgain: [...(healing?.triedAgain ?? []), ...effects] },
  }),

  lostTold: ({ healing }, { effects }) => ({
    healing: { ...healing, lossesTold: [...(healing?.lossesTold ?? []), ...effects] },
  }),

  messagesLost: ({ delivery }, { effects }) => ({
    delivery: {
      ...delivery,
      messages: Object.fromEntries(
        Object.entries(delivery.messages).filter(([effect]) => !effects.includes(effect)),
      ),
      failedEffects: delivery.failedEffects.filter(({ effect }) => !effects.includes(effect)),
    },
  }),
};
