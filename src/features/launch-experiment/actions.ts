import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { checkFlagBefore } from '#features/guard-flag/check-flag.ts';
import { executePress } from '#features/press.ts';
import { againstLaunch } from './against-launch.ts';
import { namesOfOthers } from './one-per-surface.ts';
import { boundToPause } from './pause-value.ts';

export const launch = action('launch', boundToEvidence, async (coPilot, press) => {
  const { experiment: key, planHash, message } = press.value;
  const experiment = await coPilot.load(key);
  await checkFlagBefore(coPilot, key);
  const conflicts = experiment === null ? [] : await namesOfOthers(coPilot, experiment);
  const against = await againstLaunch(coPilot, experiment);
  await executePress(coPilot, press, key, { name: 'launch', planHash, conflicts, ...against, message });
});

/** Not bound to what the message showed: a press stops what users meet now. */
export const pauseExperiment = action('pause_experiment', boundToEvidence, async (coPilot, press) => {
  await executePress(coPilot, press, press.value.experiment, { name: 'pause', reason: '' });
});

export const resumeExperiment = action('resume_experiment', boundToPause, async (coPilot, press) => {
  const { experiment: key, message, pausedAt } = press.value;
  await checkFlagBefore(coPilot, key);
  const bound = pausedAt === null ? {} : { pausedAt };
  await executePress(coPilot, press, key, { name: 'resume', message, ...bound });
});
