import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { executePress } from '#features/press.ts';
import { othersOnSurface } from './one-per-surface.ts';

export const launch = action('launch', boundToEvidence, async (coPilot, press) => {
  const { experiment: key, planHash, message } = press.value;
  const experiment = await coPilot.load(key);
  await checkFlagBefore(coPilot, key);
  const others = experiment === null ? [] : await othersOnSurface(coPilot, experiment);
  const conflicts = others.map((other) => other.key);
  await executePress(coPilot, press, key, { name: 'launch', planHash, conflicts, message });
});
