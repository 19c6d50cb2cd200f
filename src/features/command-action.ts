import type { Button, Overflow, StaticSelect } from '@slack/types';
import { z } from 'zod';
import { button } from '#block-kit/buttons.ts';
import { type Choice, overflowMenu, selectMenu } from '#block-kit/choices.ts';
import type { Respond } from '#features/answer-command.ts';
import { type ButtonLook, type Pressable, type ReceivedPress, threadOfPress } from '#features/pressable.ts';
import { reportFault } from '#features/report-fault.ts';
import { respondOnView } from '#features/tell-on-view.ts';

/** A button or a menu whose value is a command, such as `pause first-gate`; the rights are checked at the press. */
export interface CommandAction extends Pressable {
  readonly button: (command: string, look: ButtonLook) => Button;
  readonly menu: (choices: readonly Choice[], placeholder: string) => StaticSelect;
  /** One to five choices behind three dots. */
  readonly overflow: (choices: readonly Choice[]) => Overflow;
}

/** Declares what gives a command. The answer stands beside the message; a press that cannot be read is told so. */
export function commandAction(id: string): CommandAction {
  return {
    id,
    button: (command, look) => button({ ...look, actionId: id, value: command }),
    menu: (choices, placeholder) => selectMenu({ actionId: id, choices, placeholder }),
    overflow: (choices) => overflowMenu(id, choices),
    receive: async (coPilot, received, run) => {
      const respond = respondBeside(received);
      const tell = (text: string) => respond({ text, response_type: 'ephemeral' });
      await reportFault(coPilot.log, id, tell, () => {
        const read = Chosen.safeParse(received.action);
        return run(coPilot, received, { text: read.success ? read.data : '', respond });
      });
      await received.ack();
    },
  };
}

/** A button has a value, a menu the option that was taken. */
const Chosen = z.union([
  z
    .object({ selected_option: z.object({ value: z.string() }) })
    .transform((read) => read.selected_option.value),
  z.object({ value: z.string() }).transform((read) => read.value),
]);

function respondBeside(received: ReceivedPress): Respond {
  const onView = respondOnView(received);
  return async (message) => {
    if (onView !== null) return onView(message);
    await received.respond({ ...message, replace_original: false, ...threadOfPress(received.body) });
    await received.ack();
  };
}
