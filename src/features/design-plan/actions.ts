import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { executePress } from '#features/press.ts';
import { stateOfMessage } from '#features/state-of-message.ts';
import { planView } from './plan-view.ts';
import { taking } from './take-alternative.ts';

export const retryDesign = action('retry_design', boundToEvidence, async (coPilot, press) => {
  const { experiment, message } = press.value;
  await executePress(coPilot, press, experiment, { name: 'retryDesign', message });
});

/** Opens all of the plan that a message shows, as it was when the message was posted. */
export const showPlan = action('show_plan', boundToEvidence, async (coPilot, press) => {
  const { value, client, triggerId, tell } = press;
  const shown = await stateOfMessage(coPilot, value.experiment, value.message);
  if (shown?.design == null) return tell('This plan is gone. Use the newest one in this thread.');
  await client.views.open({ trigger_id: triggerId, view: planView(shown) });
});

export const takeLift = taking('lift');
export const takeTraffic = taking('traffic');
export const takeMargins = taking('margins');
export const takeGuardrails = taking('guardrails');
export const takeGoal = taking('goal');
