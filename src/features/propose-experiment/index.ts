import type { ViewSubmitAction } from '@slack/bolt';
import type { Feature } from '#features/feature.ts';
import { isStillPossible, onPress } from '#features/press.ts';
import { REQUEST_VIEW, requestModal } from './modal.ts';
import { requestForForm } from './propose-experiment.ts';
import { submitRequest } from './submit.ts';

/** The form: a new experiment from `/experiment <idea>`, or the edit of a request under review. */
export const proposeExperiment = {
  name: 'propose-experiment',
  register: (app, coPilot) => {
    app.view<ViewSubmitAction>(REQUEST_VIEW, (listener) => submitRequest(coPilot, listener));
    onPress(app, coPilot, 'edit_request', async (press) => {
      const { value, client, triggerId, tell } = press;
      const found = await coPilot.load(value.experiment);
      if (found === null) return tell('This experiment is gone.');
      const { experiment, planHash, message } = value;
      const seen = { planHash: planHash === '' ? null : planHash, message };
      const edit = { name: 'editRequest', request: found.request, ...seen } as const;
      if (!(await isStillPossible(coPilot, press, edit))) return;
      const values = await requestForForm(coPilot, found);
      const purpose = { mode: 'edit', experiment, planHash, message: message ?? '' } as const;
      await client.views.open({
        trigger_id: triggerId,
        view: requestModal({ purpose, choices: coPilot.choices, values }),
      });
    });
  },
} satisfies Feature;
