import type { Feature } from '#features/feature.ts';
import { MINUTE } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { resumeStopped } from './allow-more.ts';

/** What becomes of work that stopped because the agents have used what they may. */
export const allowMoreFeature = {
  name: 'allow-more',
  actions: Object.values(actions),
  jobs: [{ name: 'resume-stopped-work', everyMs: 5 * MINUTE, run: (coPilot) => resumeStopped(coPilot) }],
} satisfies Feature;
