import { withoutLaunchVote, withReadiness } from '#domain/code/readiness.ts';
import { effectKey } from '#domain/effect.ts';
import type { EventOf } from '#domain/event.ts';
import type { EventContext, Evolvers, StateChange } from '#domain/evolver.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type LaunchState, wentOutAt, withPauseEnded } from '#domain/launch/state.ts';
import { FLAG_CHANGED, restoredSetting, splitOf } from '#domain/tampering/choices.ts';
import type { TamperingEvent } from '#domain/tampering/events.ts';
import { disturbsUnits, flagDifferences } from '#domain/tampering/flag-differences.ts';
import type { Settlement, Tampering, TamperingState } from '#domain/tampering/state.ts';

/** Changes of the flag by hand, and what people choose. */
export const tamperingEvolvers: Evolvers<TamperingEvent['type']> = {
  // A vote counts for the flag as it was.
  flagTampered: (state, { found, by }, { at }) => {
    const { flag, decision } = state;
    const { open, restoring } = state.tampering;
    // On its way back the flag is recorded as a person had made it, which nothing may bring back.
    const known = open?.known ?? restoring ?? flag;
    if (known === null) return {};
    const disturbs = open?.disturbs === true || disturbsUnits(flagDifferences(flag, found));
    return {
      flag: found,
      tampering: { open: { known, by, at: open?.at ?? at, disturbs }, settled: null },
      ...withReadiness(state, withoutLaunchVote),
      decision: { ...decision, pendingOverride: null },
    };
  },

  tamperingSettled: (experiment, event, context) => {
    const { open } = experiment.tampering;
    const { how, person, restarts } = event;
    return {
      tampering: { open: null, settled: { how, person, restarts }, ...restoration(experiment, how) },
      delivery: settledDelivery(experiment, event, context),
      ...shipmentAfter(experiment, how),
      ...(open === null ? {} : goingOn(experiment, open, event, context)),
    };
  },
};

function restoration(experiment: Experiment, how: Settlement): Pick<TamperingState, 'restoring'> {
  const { open } = experiment.tampering;
  return how === 'restored' && open !== null
    ? { restoring: { ...open.known, ...restoredSetting(experiment) } }
    : {};
}

/** A flag that stays as a person made it is not brought further by the bot. */
function shipmentAfter({ shipping }: Experiment, how: Settlement): Pick<Experiment, 'shipping'> {
  return how === 'accepted' && shipping != null
    ? { shipping: { ...shipping, step: shipping.steps.length } }
    : {};
}

/** What stopped at the change by hand goes on; if the change was accepted or the experiment ended, the flag is not set by it any more. */
function settledDelivery(
  { delivery }: Experiment,
  { how }: EventOf<'tamperingSettled'>,
  { key, version }: EventContext,
): Experiment['delivery'] {
  const failedEffects = delivery.failedEffects.filter(({ code }) => code !== FLAG_CHANGED);
  const isOver = how === 'accepted' || how === 'ended';
  const flagEffect = isOver ? effectKey(key, version, 0) : delivery.flagEffect;
  return { ...delivery, failedEffects, flagEffect };
}

function goingOn(
  experiment: Experiment,
  open: Tampering,
  { how, person, restarts, found }: EventOf<'tamperingSettled'>,
  { at }: EventContext,
): StateChange {
  if (how === 'ended') return { status: 'killed' };
  const flag = found ?? experiment.flag;
  const launch = experiment.launch && anew(experiment.launch, restarts ? at : null);
  if (how !== 'accepted') return { flag, launch: launch && rested(experiment, launch, open, at) };
  return accepted({ ...experiment, launch }, open, person, at);
}

/** The same launch with a window of data that begins at this moment; null leaves it. */
function anew(launch: LaunchState, at: number | null): LaunchState {
  if (at === null) return launch;
  const firstAt = wentOutAt(launch);
  return { ...launch, at, firstAt, runningSince: launch.runningSince === null ? null : at };
}

/** Time in which the flag was off by hand is no time of running. */
function rested({ flag }: Experiment, launch: LaunchState, open: Tampering, until: number): LaunchState {
  const wasOff = open.known.active && flag?.active !== true;
  if (!wasOff || launch.pause !== null) return launch;
  return { ...launch, pauses: [...launch.pauses, { from: open.at, until }] };
}

/** The experiment follows the flag: off is a pause, or takes a canary back; on ends a pause. */
function accepted(experiment: Experiment, open: Tampering, person: string | null, at: number): StateChange {
  const { status, flag } = experiment;
  if (experiment.launch === null || flag === null) return {};
  const launch = { ...experiment.launch, ...acceptedSplit(experiment, open) };
  if (!flag.active && status === 'verifying') return { status: 'implemented', launch: null };
  if (!flag.active && (status === 'running' || status === 'deciding')) {
    const reason = 'The flag was switched off by hand.';
    return { status: 'paused', launch: { ...launch, pause: { from: status, at: open.at, person, reason } } };
  }
  if (!flag.active || launch.pause === null) return { launch };
  return { status: status === 'paused' ? launch.pause.from : status, launch: withPauseEnded(launch, at) };
}

function acceptedSplit(
  experiment: Experiment,
  { known }: Tampering,
): Pick<LaunchState, 'accepted'> | Record<string, never> {
  const { flag } = experiment;
  if (flag === null || !disturbsUnits(flagDifferences(known, flag))) return {};
  const split = splitOf(experiment, flag);
  const { rollout, allocation } = flag;
  return split === null ? {} : { accepted: { rollout, allocation, split } };
}
