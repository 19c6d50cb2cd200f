import type { Evolvers } from '#domain/evolver.ts';
import type { LaunchEvent } from '#domain/launch/events.ts';

/** From the canary to the registered split, pauses included. */
export const launchEvolvers: Evolvers<LaunchEvent['type']> = {
  launched: (_state, _event, { at }) => ({ status: 'verifying', launchedAt: at, heldBackFor: [] }),

  heldBack: (_state, { conflicts }) => ({
    status: 'implemented',
    launchedAt: null,
    launchChecks: [],
    heldBackFor: conflicts,
  }),

  launchChecked: (_state, { checks, passed }, { at }) =>
    passed ? { status: 'running', runningSince: at, launchChecks: checks } : { launchChecks: checks },

  paused: (state, { person, reason }, { at }) => ({
    status: 'paused',
    pause: { from: state.status, at, person, reason },
  }),

  resumed: ({ pause, pauses }, _event, { at }) => ({
    status: pause?.from ?? 'running',
    pause: null,
    pauses: pause === null ? pauses : [...pauses, { from: pause.at, until: at }],
  }),
};
