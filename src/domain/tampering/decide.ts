import { assured } from '#domain/assured.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import { offSetting, setFlag, shouldBeOn } from '#domain/launch/flag-settings.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { occupiesSurface } from '#domain/status.ts';
import { FLAG_CHANGED, restoredSetting } from '#domain/tampering/choices.ts';
import type { TamperingBotBody, TamperingPersonBody } from '#domain/tampering/commands.ts';
import { disturbsUnits, flagDifferences } from '#domain/tampering/flag-differences.ts';
import type { Tampering } from '#domain/tampering/state.ts';

/** The flag was changed by hand: the thread is told once for each change, and a person chooses. */
export const tamperingDeciders: Deciders<(TamperingPersonBody | TamperingBotBody)['name']> = {
  recordTampering: (experiment, { found, by }) => {
    const { open } = experiment.tampering;
    if (open === null || found === null || !isBack(experiment, open, found))
      return outcome([{ type: 'flagTampered', found, by }], [post('flag-tampered')]);
    const restarts = restartsAfter(experiment, open);
    return outcome(
      [{ type: 'tamperingSettled', how: 'changed-back', person: null, restarts, found }],
      [...retried(experiment), post('flag-settled'), ...askedAgain(experiment)],
    );
  },

  acceptFlag: (experiment, { message, actor: { person } }) => {
    const restarts = restartsAfter(experiment, openOf(experiment));
    // Switched off and accepted, it waits for a person to resume it; nothing is to decide until then.
    const decision = experiment.flag?.active === true ? askedAgain(experiment) : [];
    return outcome(
      [{ type: 'tamperingSettled', how: 'accepted', person, restarts }],
      [
        ...retried(experiment),
        ...stamp(message, `Accepted by <@${person}>`),
        post('flag-settled'),
        ...decision,
      ],
    );
  },

  restoreFlag: (experiment, { message, actor: { person } }) => {
    const restarts = restartsAfter(experiment, openOf(experiment));
    const { active, rollout, allocation } = restoredSetting(experiment);
    const { flag } = experiment;
    // A flag that needs no change gets no new version, after which the approvers would be asked again.
    const isWhole = flag !== null && isBack(experiment, openOf(experiment), flag);
    return outcome(
      [{ type: 'tamperingSettled', how: 'restored', person, restarts }],
      [
        { kind: 'flag', act: { act: 'restore', active, rollout, allocation } },
        ...retried(experiment),
        ...stamp(message, `Restored by <@${person}>`),
        post('flag-settled'),
        ...(isWhole ? askedAgain(experiment) : []),
      ],
    );
  },

  endForFlag: (experiment, { message, actor: { person } }) =>
    outcome(
      [{ type: 'tamperingSettled', how: 'ended', person, restarts: false }],
      [
        ...(experiment.flag === null ? [] : [setFlag(offSetting(experiment))]),
        ...retried(experiment),
        ...stamp(message, `Ended by <@${person}>`),
        post('flag-settled'),
      ],
    ),
};

function openOf({ tampering }: Experiment): Tampering {
  return assured(tampering.open, 'a change of the flag by hand');
}

/**
 * Changed back by hand: all that the bot reads is as it was, whatever the version. As it was is not enough if the experiment was paused or resumed
 * meanwhile, unless the change that this asked of the flag is tried again.
 */
function isBack(experiment: Experiment, { known }: Tampering, found: FlagRecord): boolean {
  const { delivery } = experiment;
  if (flagDifferences(known, { ...found, version: known.version }).length > 0) return false;
  return (
    found.active === shouldBeOn(experiment) ||
    delivery.failedEffects.some(({ code }) => code === FLAG_CHANGED)
  );
}

/** Data are never pooled over a change of who gets what: what came before it is left out of every later look. */
function restartsAfter({ flag, status, launch }: Experiment, { known, disturbs }: Tampering): boolean {
  const isDisturbed = disturbs || disturbsUnits(flagDifferences(known, flag));
  return isDisturbed && launch !== null && occupiesSurface(status);
}

/** Changes of the flag that stopped at the change by hand: if a later one has overtaken them, only the messages behind them go on. */
function retried({ delivery }: Experiment): readonly Effect[] {
  return delivery.failedEffects
    .filter(({ code }) => code === FLAG_CHANGED)
    .map(({ effect }) => ({ kind: 'redeliver', effect }));
}

/** Buttons are bound to the version of the flag, so the approvers are asked again. */
function askedAgain({ status }: Experiment): readonly Effect[] {
  return status === 'deciding' ? [post('decision')] : [];
}
