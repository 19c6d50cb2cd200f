import type { KnownBlock, ModalView, View } from '@slack/types';
import { section } from '#block-kit/layout.ts';
import { escapeSentence } from '#block-kit/text.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Pressable, ReceivedPress } from '#features/pressable.ts';
import { reportFault } from '#features/report-fault.ts';
import { OUTSIDE, type SettingsAccess, settingsAccess } from './access.ts';

/** A press inside of a modal of the settings. */
export interface ViewPress {
  readonly access: SettingsAccess;
  readonly client: ReceivedPress['client'];
  readonly triggerId: string;
  /** The modal that it was pressed in. */
  readonly view: NonNullable<ReceivedPress['body']['view']>;
  /** The value of the button, or of the option that was chosen; empty if there is none. */
  readonly value: string;
}

/**
 * Declares a button or menu inside of a modal of the settings. It changes nothing that is kept, so Slack is answered at once. What
 * cannot be done is told on top of the modal.
 */
export function viewPress(
  id: string,
  handle: (coPilot: CoPilot, press: ViewPress) => Promise<void>,
): Pressable {
  return {
    id,
    receive: async (coPilot, { ack, action, body, client }) => {
      await ack();
      const { view } = body;
      if (view === undefined) return;
      const tell = async (text: string) => {
        await client.views.update({ view_id: view.id, view: withNotice(view, text) });
      };
      await reportFault(coPilot.log, id, tell, async () => {
        const access = await settingsAccess(coPilot, body.user.id);
        if (access === null) return tell(OUTSIDE);
        await handle(coPilot, {
          access,
          client,
          view,
          triggerId: body.trigger_id,
          value: valueOfPress(action),
        });
      });
    },
  };
}

function valueOfPress(action: ReceivedPress['action']): string {
  const { value, selected_option: chosen }: { value?: unknown; selected_option?: unknown } = Object(action);
  if (typeof value === 'string') return value;
  const { value: option }: { value?: unknown } = Object(chosen);
  return typeof option === 'string' ? option : '';
}

const NOTICE = 'notice';

/** An open modal with a notice on top. */
function withNotice(view: ViewPress['view'], text: string): ModalView {
  const { title, callback_id: id, private_metadata: metadata, submit, close } = view;
  const others: readonly KnownBlock[] = view.blocks.filter(
    (block): block is KnownBlock => block.block_id !== NOTICE,
  );
  return {
    type: 'modal',
    title,
    callback_id: id,
    private_metadata: metadata,
    blocks: [section(`:warning: ${escapeSentence(text)}`, { blockId: NOTICE }), ...others],
    ...(submit === null ? {} : { submit }),
    ...(close === null ? {} : { close }),
  } satisfies View;
}
