import type { RespondArguments } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { section } from '#block-kit/layout.ts';
import { modal } from '#block-kit/view.ts';
import type { Respond } from '#features/answer-command.ts';
import type { ReceivedPress } from '#features/pressable.ts';

/**
 * How to say something to a person who pressed a button in their home or in a form; null for a button of a message. There is no
 * message beside which an answer could stand, so a window says it, or a direct message if Slack takes no window any more.
 */
export function respondOnView({ body, client }: ReceivedPress): Respond | null {
  const { view, trigger_id: triggerId, user } = body;
  if (view === undefined) return null;
  return async (message: RespondArguments) => {
    const text = message.text ?? '';
    const blocks = 'blocks' in message ? (message.blocks as KnownBlock[]) : [section(text)];
    const words = modal({ title: 'Experiment Co-Pilot', callbackId: 'words_of_bot', close: 'Close', blocks });
    const opened = { trigger_id: triggerId, view: words };
    try {
      await (view.type === 'modal' ? client.views.push(opened) : client.views.open(opened));
    } catch {
      await client.chat.postMessage({ channel: user.id, text, blocks, unfurl_links: false });
    }
  };
}
