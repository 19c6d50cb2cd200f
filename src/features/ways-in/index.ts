import type { Feature } from '#features/feature.ts';
import * as actions from './actions.ts';
import { makeExperiment, newExperiment } from './shortcuts.ts';

/** Ways to the form beside the command: two shortcuts, and a button under what was said to the bot. */
export const waysIn = {
  name: 'ways-in',
  actions: Object.values(actions),
  shortcuts: [newExperiment, makeExperiment],
} satisfies Feature;
