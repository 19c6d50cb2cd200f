import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';

export const retryDesign = action('retry_design', boundToEvidence, async (coPilot, press) => {
  const { experiment, message } = press.value;
  await executePress(coPilot, press, experiment, { name: 'retryDesign', message });
});
