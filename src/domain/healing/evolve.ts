import type { Evolvers } from '#domain/evolver.ts';
import type { HealingEvent } from '#domain/healing/events.ts';

/** What was lost of a thread, at any status. */
export const healingEvolvers: Evolvers<HealingEvent['type']> = {
  cardLost: ({ delivery, healing }, { threadTs, link }) => ({
    delivery: { ...delivery, threadTs: null },
    healing: { ...healing, card: { threadTs, link, count: (healing?.card?.count ?? 0) + 1 } },
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
