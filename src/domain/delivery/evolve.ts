import type { DeliveryEvent } from '#domain/delivery/events.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { Evolvers } from '#domain/evolver.ts';
import { isSameFlag } from '#domain/launch/flag-settings.ts';

/** Outcomes of effects, at any status. */
export const deliveryEvolvers: Evolvers<DeliveryEvent['type']> = {
  posted: (state, { effect, topic, ts }) => ({
    messages: { ...state.messages, [effect]: { topic, ts, version: commitOfEffect(effect).version } },
    threadTs: topic === 'card' ? ts : state.threadTs,
  }),

  // A vote counts for the flag as it was: buttons are bound to its version, so no second approver can confirm it now.
  flagChanged: (state, { effect, flag }) => ({
    flag,
    flagEffect: effect,
    pendingOverride: isSameFlag(state.flag, flag) ? state.pendingOverride : null,
  }),

  effectDied: (state, { death }) => ({
    deadEffects: [...state.deadEffects, death],
    deathsTold: [...new Set([...state.deathsTold, death.effect])],
  }),

  effectRetried: (state, { effect, person }) => ({
    deadEffects: state.deadEffects.filter((death) => death.effect !== effect),
    deathsTold: state.deathsTold.filter((told) => told !== effect || person === null),
  }),
};
