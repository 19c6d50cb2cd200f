import type { Button } from '@slack/types';
import type { z } from 'zod';
import { button, linkButton } from '#block-kit/buttons.ts';
import type { ActionValue } from '#features/action-value.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Press } from '#features/press.ts';
import { type ButtonLook, type Pressable, type ReceivedPress, threadOfPress } from '#features/pressable.ts';
import { reportFault } from '#features/report-fault.ts';
import { respondOnView } from '#features/tell-on-view.ts';

/** A button with its value and what a press does: messages show it by `button`, the app listens to it by `receive`. */
export interface Action<Source> extends Pressable {
  readonly button: (source: Source, look: ButtonLook) => Button;
}

/** A button that opens an address; Slack tells the bot of it all the same. */
export interface LinkAction extends Pressable {
  readonly button: (label: string, url: string) => Button;
}

/**
 * Declares a button. A press is acknowledged when it is in the journal, so that no press gets lost that Slack believes to
 * be taken; an unreadable value, a refusal and any fault reach the person as one plain sentence.
 *
 * Slack shows nothing of an acknowledgement, which to the person looks as if the press was taken. So a person who has to
 * be told otherwise is told first; if that fails, the press is not acknowledged and Slack shows that it did not work.
 */
export function action<Source, Value>(
  id: string,
  value: ActionValue<Source, Value>,
  handle: (coPilot: CoPilot, press: Press<Value>) => Promise<void>,
): Action<Source> {
  return {
    id,
    button: (source, look) => button({ ...look, actionId: id, value: JSON.stringify(value.write(source)) }),
    receive: async (coPilot, received) => {
      // A second acknowledgement does nothing: `withAnswerInTime` lets the first one through.
      const ack = () => received.ack();
      const tell = tellBeside(received);
      await reportFault(coPilot.log, id, tell, async () => {
        const read = readValue(value.schema, received.action.value);
        if (read === null) {
          return tell('This button is too old to be understood. Use the newest message in the thread.');
        }
        await handle(coPilot, { ...(await pressOf(coPilot, received)), value: read.value, ack, tell });
      });
      await ack();
    },
  };
}

/** Declares a button that opens an address, and has nothing to do but be acknowledged. */
export function linkAction(id: string): LinkAction {
  return {
    id,
    button: (label, url) => linkButton(label, url, id),
    receive: (_coPilot, { ack }) => ack(),
  };
}

async function pressOf({ people }: CoPilot, { body, client, respond }: ReceivedPress) {
  return {
    actor: await people.actorOf(body.user.id),
    triggerId: body.trigger_id,
    client,
    replace: async (text: string) => {
      await respond({ text, response_type: 'ephemeral', replace_original: true });
    },
  };
}

/** Tells the presser alone, beside the message with the button: in its thread, if it is in one. */
function tellBeside(received: ReceivedPress): (text: string) => Promise<void> {
  const { body, respond } = received;
  const place = threadOfPress(body);
  const onView = respondOnView(received);
  return async (text) => {
    if (onView !== null) return onView({ text });
    await respond({ text, response_type: 'ephemeral', replace_original: false, ...place });
  };
}

function readValue<Value>(
  schema: z.ZodType<Value>,
  text: string | undefined,
): { readonly value: Value } | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? { value: parsed.data } : null;
  } catch {
    return null;
  }
}
