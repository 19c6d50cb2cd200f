import type { RespondArguments } from '@slack/bolt';
import type { KnownBlock, ModalView, View } from '@slack/types';
import { type ChatMessage, message } from '#block-kit/message.ts';
import type { FormClient } from '#features/form-client.ts';
import { shortId } from '#shared/ids.ts';
import type { OpenForm } from './outcome.ts';

/** What a handler showed and said to the person who acts, in place of Slack. */
export interface Capture {
  readonly client: FormClient;
  readonly respond: (said: RespondArguments) => Promise<void>;
  /** The form that the person sees at the end; null if none was shown. */
  readonly form: () => OpenForm | null;
  readonly said: () => readonly ChatMessage[];
}

/** Takes down what one act shows. `present` is the form that the person acts in; null if it is a message. */
export function createCapture(present: OpenForm | null): Capture {
  let shown: OpenForm | null = null;
  const said: ChatMessage[] = [];
  const open = async ({ view }: { readonly view: View }) => {
    shown = { id: shortId(20), view: asModal(view) };
  };
  return {
    client: {
      views: {
        open,
        push: open,
        // A form below the present one is read anew when the person opens it.
        update: async ({ view_id: id, view }) => {
          if (id === (shown ?? present)?.id) shown = { id, view: asModal(view) };
        },
      },
      chat: {
        postMessage: async ({ text, blocks }) => {
          said.push(message({ text, blocks }));
        },
      },
    },
    respond: async (given) => {
      const blocks = 'blocks' in given ? (given.blocks as KnownBlock[]) : [];
      said.push(message({ text: given.text ?? '', blocks }));
    },
    form: () => shown,
    said: () => said,
  };
}

function asModal(view: View): ModalView {
  if (view.type !== 'modal') throw new TypeError(`a person is shown a ${view.type} in place of a form`);
  return view;
}
