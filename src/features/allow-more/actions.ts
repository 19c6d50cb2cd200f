import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';

/** Lets the agents use as much again for this experiment. */
export const allowMore = action('allow_more', boundToEvidence, async (coPilot, press) => {
  const { experiment, message } = press.value;
  await executePress(coPilot, press, experiment, { name: 'allowMore', message });
});
