import { assured } from '#domain/assured.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { DeliveryBotBody, DeliveryPersonBody } from '#domain/delivery/commands.ts';
import { toldAs } from '#domain/delivery/failed-effects.ts';
import type { FailedEffect } from '#domain/delivery/state.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isSameFlag } from '#domain/launch/flag-settings.ts';
import { FLAG_CHANGED } from '#domain/tampering/choices.ts';

/** Effects whose failure only the card can tell: a message about a message that cannot be posted helps no reader. */
const SILENT_KINDS: readonly string[] = ['post', 'card', 'stamp', 'redeliver'];

/** Whether there is no card yet and no other one has failed: one failure is told once. */
function isFirstCard({ healing, delivery: { threadTs, failedEffects } }: Experiment): boolean {
  return (
    healing?.card === undefined && threadTs === null && !failedEffects.some(({ kind }) => kind === 'card')
  );
}

/** Whether a first vote waits for its second, which a new version of the flag makes void. */
function hasVote({ status, launch, decision: { pendingOverride } }: Experiment): boolean {
  const from = status === 'paused' ? launch?.pause?.from : status;
  // A vote on a look lapses with the pause itself, of which the thread hears.
  const isOpen = status === 'deciding' || from === 'running';
  return isOpen && pendingOverride !== null;
}

/** Outcomes of effects. Recording the same outcome twice changes nothing. */
export const deliveryDeciders: Deciders<(DeliveryPersonBody | DeliveryBotBody)['name']> = {
  recordPost: (_experiment, { effect, topic, ts }) => outcome([{ type: 'posted', effect, topic, ts }]),

  recordUpload: (_experiment, { effect, files }) => outcome([{ type: 'picturesUploaded', effect, files }]),

  recordFlag: (experiment, { effect, flag }) => {
    const event = { type: 'flagChanged', effect, flag } as const;
    if (isSameFlag(experiment.flag, flag)) return outcome([event]);
    // A pause goes through while a change by hand waits: its buttons are bound to the version too.
    if (experiment.tampering.open !== null) return outcome([event], [post('flag-tampered')]);
    const lapsed = hasVote(experiment) ? [post('override-lapsed')] : [];
    if (experiment.status !== 'deciding') return outcome([event], lapsed);
    // Buttons are bound to the flag's version: the approvers are asked again with the evidence as it is now.
    return outcome([event], [...lapsed, post('decision')]);
  },

  recordEffectDeath: (experiment, { death }) => {
    const event = { type: 'effectDied', death } as const;
    if (death.kind === 'card' && isFirstCard(experiment)) {
      // Nothing in the channel shows that there is an experiment at all, so the requester is told.
      return outcome([event], [{ ...post('card-failed'), to: experiment.proposal.requester }]);
    }
    // What the bot tries again by itself fails again in silence, and so does what waits for a choice: the thread knows.
    const isKnown =
      SILENT_KINDS.includes(death.kind) ||
      (death.code === FLAG_CHANGED && experiment.tampering.open !== null) ||
      experiment.delivery.failuresTold.includes(toldAs(death));
    return outcome([event], isKnown ? [] : [post('effect-failed')]);
  },

  retryEffect: ({ delivery }, { effect, message, actor }) => {
    const failed = assured(
      delivery.failedEffects.find((known) => known.effect === effect),
      'a failed effect',
    );
    return outcome(
      [{ type: 'effectRetried', effect, person: actor.person }],
      [...stamp(message, `Tried again by <@${actor.person}>`), again(failed)],
    );
  },
};

/** Behind a stamp or a record the effects went on, so it alone is made anew; anything else is delivered from there on. */
function again({ effect, stamp: mark, wentOn }: FailedEffect): Effect {
  if (wentOn === true) return { kind: 'record' };
  return mark === undefined ? { kind: 'redeliver', effect } : { kind: 'stamp', ...mark };
}
