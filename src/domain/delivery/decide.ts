import { allow, type Deciders, post, stamp } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { DeadEffect, Experiment } from '#domain/experiment.ts';
import { isOvertaken, isSameFlag } from '#domain/launch/flag-settings.ts';
import { refuse } from '#domain/refusal.ts';

type Names = 'recordPost' | 'recordFlag' | 'recordEffectDeath' | 'retryEffect';

/** Effects whose failure the card alone can tell: a message about a message that cannot be posted helps nobody. */
const SILENT_KINDS: readonly string[] = ['post', 'card', 'stamp', 'redeliver'];

/** Whether there is no card yet and no other one has failed: one death is told once. */
function isFirstCard({ threadTs, deadEffects }: Experiment): boolean {
  return threadTs === null && !deadEffects.some(({ kind }) => kind === 'card');
}

/** Outcomes of effects. Recording the same outcome twice changes nothing. */
export const deliveryDeciders: Deciders<Names> = {
  recordPost: (experiment, { effect, topic, ts }) => {
    if (experiment.messages[effect] !== undefined) {
      return refuse('already-done', 'This message is recorded already.');
    }
    return allow([{ type: 'posted', effect, topic, ts }]);
  },

  recordFlag: (experiment, { effect, flag }) => {
    const same = isSameFlag(experiment.flag, flag);
    if (same && experiment.flagEffect === effect) {
      return refuse('already-done', 'This state of the flag is recorded already.');
    }
    if (isOvertaken(experiment, effect)) {
      return refuse('already-done', 'A later change of the flag is recorded already.');
    }
    const event = { type: 'flagChanged', effect, flag } as const;
    if (same || experiment.status !== 'deciding') return allow([event]);
    // Buttons are bound to the flag's version: who is asked to decide is asked again with the evidence as it is now.
    const lapsed = experiment.pendingOverride === null ? [] : [post('override-lapsed')];
    return allow([event], [...lapsed, post('decision')]);
  },

  recordEffectDeath: (experiment, { death }) => {
    if (experiment.deadEffects.some((known) => known.effect === death.effect)) {
      return refuse('already-done', 'This failure is recorded already.');
    }
    if (death.kind === 'card' && isFirstCard(experiment)) {
      // Nothing shows in the channel that there is an experiment at all, so who asked for it is told.
      return allow([{ type: 'effectDied', death }], [{ ...post('card-failed'), to: experiment.requester }]);
    }
    // What the bot tries again by itself fails again in silence: the thread knows.
    const isKnown = SILENT_KINDS.includes(death.kind) || experiment.deathsTold.includes(death.effect);
    const effects = isKnown ? [] : [post('effect-failed')];
    return allow([{ type: 'effectDied', death }], effects);
  },

  retryEffect: (experiment, command) => {
    const death = experiment.deadEffects.find((known) => known.effect === command.effect);
    if (death === undefined) {
      return refuse(
        'already-done',
        'This has been tried again already, or something later has taken its place.',
      );
    }
    return allow(
      [{ type: 'effectRetried', effect: command.effect, person: command.actor.person }],
      [...stamp(command.message, `Tried again by <@${command.actor.person}>`), again(death)],
    );
  },
};

/** What was behind a dead stamp has gone on, so the stamp alone is made anew; anything else is delivered from there on. */
function again({ effect, stamp: mark }: DeadEffect): Effect {
  return mark === undefined ? { kind: 'redeliver', effect } : { kind: 'stamp', ...mark };
}
