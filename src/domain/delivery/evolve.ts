import type { DeliveryEvent } from '#domain/delivery/events.ts';
import { toldAs } from '#domain/delivery/failed-effects.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { Evolvers } from '#domain/evolver.ts';
import { isSameFlag } from '#domain/launch/flag-settings.ts';

/** Outcomes of effects, at any status. */
export const deliveryEvolvers: Evolvers<DeliveryEvent['type']> = {
  posted: ({ delivery }, { effect, topic, ts }) => ({
    delivery: {
      ...delivery,
      messages: {
        ...delivery.messages,
        [effect]: { topic, ts, version: commitOfEffect(effect).version },
      },
      threadTs: topic === 'card' ? ts : delivery.threadTs,
    },
  }),

  picturesUploaded: ({ delivery }, { effect, files }) => ({
    delivery: { ...delivery, files: { ...delivery.files, [effect]: files } },
  }),

  // A vote counts for the flag as it was: buttons are bound to its version, so no second approver can confirm it now.
  flagChanged: ({ flag: before, delivery, decision, tampering: { open, settled } }, { effect, flag }) => ({
    flag,
    tampering: { open, settled },
    delivery: { ...delivery, flagEffect: effect },
    decision: isSameFlag(before, flag) ? decision : { ...decision, pendingOverride: null },
  }),

  effectDied: ({ delivery }, { death }) => ({
    delivery: {
      ...delivery,
      failedEffects: [...delivery.failedEffects, death],
      failuresTold: [...new Set([...delivery.failuresTold, toldAs(death)])],
    },
  }),

  effectRetried: ({ delivery }, { effect, person }) => {
    const tried = delivery.failedEffects.filter((failed) => failed.effect === effect).map(toldAs);
    return {
      delivery: {
        ...delivery,
        failedEffects: delivery.failedEffects.filter((failed) => failed.effect !== effect),
        failuresTold: delivery.failuresTold.filter(
          (told) => person === null || (told !== effect && !tried.includes(told)),
        ),
      },
    };
  },
};
