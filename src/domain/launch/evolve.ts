import { withReadiness } from '#domain/code/readiness.ts';
import type { Evolvers } from '#domain/evolver.ts';
import { failedChecks } from '#domain/launch/check-keys.ts';
import type { LaunchEvent } from '#domain/launch/events.ts';
import { conditionWords, otherConditions } from '#domain/launch/release-conditions.ts';
import { isShipped } from '#domain/launch/shipment.ts';
import { type FlagRecord, type LaunchState, withPauseEnded } from '#domain/launch/state.ts';

function besidesOf(flag: FlagRecord | null): Pick<LaunchState, 'besides'> {
  const words = flag === null ? [] : otherConditions(flag).map(conditionWords);
  return words.length === 0 ? {} : { besides: words };
}

/** From the canary to the registered split, pauses included. */
export const launchEvolvers: Evolvers<LaunchEvent['type']> = {
  launchProposed: (state, { person: by, lapsed }) =>
    withReadiness(state, (kept) => ({
      ...kept,
      launchVote: { by, ...(lapsed === undefined ? {} : { lapsed }) },
    })),

  launched: (state, { person }, { at }) => ({
    status: 'verifying',
    ...withReadiness(state, () => ({ heldBackFor: [] })),
    launch: {
      at,
      by: person,
      runningSince: null,
      checks: [],
      pause: null,
      pauses: [],
      ...besidesOf(state.flag),
    },
  }),

  heldBack: (state, { conflicts }) => ({
    status: 'implemented',
    ...withReadiness(state, (kept) => ({ ...kept, heldBackFor: conflicts })),
    launch: null,
  }),

  launchChecked: ({ status, launch }, { checks, passed, exposure }, { at }) => ({
    status: passed ? 'running' : status,
    launch: launch && {
      ...launch,
      checks,
      ...(passed ? {} : { told: failedChecks(checks) }),
      runningSince: passed ? at : launch.runningSince,
      ...(exposure === undefined ? {} : { exposure }),
    },
  }),

  rampRaised: ({ launch }, { checks, share, exposure }, { at }) => ({
    launch: launch && {
      ...launch,
      checks,
      ramp: [...(launch.ramp ?? []), { at, share }],
      told: [],
      ...(exposure === undefined ? {} : { exposure }),
    },
  }),

  // A shipped change stays shipped: only its clean-up waits.
  paused: ({ status, launch, decision }, { person, reason }, { at }) => ({
    status: isShipped({ status, decision }) ? status : 'paused',
    launch: launch && { ...launch, pause: { from: status, at, person, reason } },
  }),

  resumed: ({ status, launch }, _event, { at }) => {
    if (launch?.pause == null) return { status: 'running' };
    return { status: status === 'paused' ? launch.pause.from : status, launch: withPauseEnded(launch, at) };
  },
};
