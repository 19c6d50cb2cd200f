import { action } from '#features/action.ts';
import { boundToEvidence } from '#features/evidence.ts';
import { isStillPossible } from '#features/press.ts';
import { hintView } from './hint-form.ts';

export const retryImplementation = action('retry_implementation', boundToEvidence, async (coPilot, press) => {
  const { client, triggerId, value } = press;
  const retry = { name: 'retryImplementation', message: value.message } as const;
  if (!(await isStillPossible(coPilot, press, retry))) return;
  await client.views.open({ trigger_id: triggerId, view: hintView(value) });
});
