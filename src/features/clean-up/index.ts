import type { Feature } from '#features/feature.ts';
import { performerWithAgents } from '#features/with-agents.ts';
import { MINUTE } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { renderCleanUp, renderCleanUpFailed, renderCompleted, renderFlagStays } from './blocks.ts';
import { advanceCleanUps } from './clean-up.ts';
import { renderFlagDebt } from './flag-debt-blocks.ts';
import { renderFlagLeft } from './flag-left-blocks.ts';
import { performCleanUp } from './perform-clean-up.ts';

/** A closed experiment is clean: its other code is out of the repository, and its flag is gone. */
export const cleanUpExperiment = {
  name: 'clean-up',
  actions: Object.values(actions),
  messages: {
    'clean-up': renderCleanUp,
    'clean-up-failed': renderCleanUpFailed,
    'flag-stays': renderFlagStays,
    'flag-left': renderFlagLeft,
    completed: renderCompleted,
    'flag-debt': renderFlagDebt,
  },
  performers: (coPilot) => ({
    'clean-up': performerWithAgents(coPilot, performCleanUp),
  }),
  jobs: [{ name: 'start-clean-ups', everyMs: 5 * MINUTE, run: (coPilot) => advanceCleanUps(coPilot) }],
} satisfies Feature;
