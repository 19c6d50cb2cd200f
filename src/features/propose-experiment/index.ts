import type { ViewSubmitAction } from '@slack/bolt';
import type { Feature } from '#features/feature.ts';
import { onPress } from '#features/press.ts';
import { REQUEST_VIEW, requestModal } from './modal.ts';
import { requestForForm } from './propose-experiment.ts';
import { submitRequest } from './submit.ts';

/** The form: a new experiment from `/experiment <idea>`, or the edit of a request under review. */
export const proposeExperiment: Feature = {
  name: 'propose-experiment',
  register: (app, coPilot) => {
    app.view<ViewSubmitAction>(REQUEST_VIEW, (listener) => submitRequest(coPilot, listener));
    onPress(app, coPilot, 'edit_request', async ({ value, client, triggerId, ack, tell }) => {
      const values = await requestForForm(coPilot, value.experiment);
      if (values === null) return tell('This experiment is gone.');
      const { experiment, planHash, message } = value;
      const purpose = { mode: 'edit', experiment, planHash, message: message ?? '' } as const;
      await ack();
      await client.views.open({
        trigger_id: triggerId,
        view: requestModal({ purpose, choices: coPilot.choices, values }),
      });
    });
  },
};
