import type { ViewOutput } from '@slack/bolt';
import type { FormValues } from '#desk/block-kit/held-value.ts';
import type { OpenForm } from './outcome.ts';

/** A form that is open on the desk, as Slack hands one over. It lies above no other. */
export function openedView({ id, view }: OpenForm, values: FormValues): ViewOutput {
  const { callback_id: callbackId = '', private_metadata: metadata = '', blocks, title } = view;
  return {
    ...{ id, type: 'modal', callback_id: callbackId, private_metadata: metadata, blocks, title },
    ...{
      close: view.close ?? null,
      submit: view.submit ?? null,
      state: { values: values as ViewOutput['state']['values'] },
    },
    ...{ team_id: '', app_id: null, bot_id: '', hash: '', root_view_id: null, previous_view_id: null },
    ...{ clear_on_close: false, notify_on_close: false },
  };
}
