import { action, linkAction } from '#features/action.ts';
import { boundToFailedEffect } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';

export const retryEffect = action('retry_effect', boundToFailedEffect, async (coPilot, press) => {
  const { experiment, effect, message } = press.value;
  await executePress(coPilot, press, experiment, { name: 'retryEffect', effect, message });
});

export const openLink = linkAction('open_link');
