import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { OVERVIEW, readHomeState } from './home-state.ts';

/** The App Home: one page for each person with what waits for them, what runs, what comes and what came of it. */
export const appHome = {
  name: 'home',
  actions: Object.values(actions),
  home: async ({ homes }, { user, seen }) =>
    homes?.show(user, seen === null ? OVERVIEW : readHomeState(seen.metadata), seen?.mark ?? null),
} satisfies Feature;
