import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { isStillPossible } from '#features/press.ts';
import { anyEdit } from './any-edit.ts';
import { followUpView } from './follow-up.ts';
import { requestModal } from './modal.ts';
import { requestForForm } from './propose-experiment.ts';

export const editRequestButton = action('edit_request', boundToEvidence, async (coPilot, press) => {
  const { value, client, triggerId, tell } = press;
  const found = await coPilot.load(value.experiment);
  if (found === null) return tell('This experiment is gone.');
  const { experiment, planHash, message } = value;
  const seen = { planHash: planHash === '' ? null : planHash, message };
  if (!(await isStillPossible(coPilot, press, anyEdit(found, seen)))) return;
  const values = await requestForForm(coPilot, found);
  const purpose = { mode: 'edit', experiment, planHash, message: message ?? '' } as const;
  const view = requestModal({ purpose, choices: coPilot.choices, values });
  await client.views.open({ trigger_id: triggerId, view });
});

/** Opens the form with what was learnt; what comes of it names the experiment that it follows. */
export const planFollowUp = action('plan_follow_up', boundToEvidence, async (coPilot, press) => {
  const { value, client, triggerId, tell } = press;
  const found = await coPilot.load(value.experiment);
  if (found === null) return tell('This experiment is gone.');
  await client.views.open({ trigger_id: triggerId, view: await followUpView(coPilot, found) });
});
