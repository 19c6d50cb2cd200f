import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';
import { askForReason } from '#features/reason-form.ts';
import { changesForm, rejectionForm } from './modals.ts';

export const approvePlan = action('approve_plan', boundToEvidence, async (coPilot, press) => {
  const { experiment, planHash, message } = press.value;
  await executePress(coPilot, press, experiment, { name: 'approve', planHash, message });
});

export const askForChanges = action('request_changes', boundToEvidence, (coPilot, press) =>
  askForReason(coPilot, press, changesForm, 'What should be different?'),
);

export const rejectPlan = action('reject_plan', boundToEvidence, (coPilot, press) =>
  askForReason(coPilot, press, rejectionForm, 'Why should this not be run?'),
);
