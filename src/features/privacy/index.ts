import type { Feature } from '#features/feature.ts';
import { trimRuns } from '#features/keep-runs.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { forgetCommand } from './forget-command.ts';
import { sweepPeople } from './sweep-people.ts';

/** Forgetting people: at an admin's word, and by the calendar. What is held about one is shown by `npm run export`. */
export const privacy = {
  name: 'privacy',
  actions: Object.values(actions),
  subcommands: [forgetCommand],
  jobs: [
    {
      name: 'sweep-people',
      everyMs: DAY,
      run: async (coPilot) => {
        await sweepPeople(coPilot);
      },
    },
    { name: 'trim-runs', everyMs: HOUR, run: trimRuns },
  ],
} satisfies Feature;
