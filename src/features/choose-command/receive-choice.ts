import { z } from 'zod';
import { type Pressable, placeOf, type ReceivedPress } from '#features/action.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { reportFault } from '#features/report-fault.ts';
import { CHOICE_IDS } from './command-choices.ts';

/** A button has a value, a menu the option that was taken. */
const Chosen = z.union([
  z
    .object({ selected_option: z.object({ value: z.string() }) })
    .transform((read) => read.selected_option.value),
  z.object({ value: z.string() }).transform((read) => read.value),
]);
const TOO_OLD = 'This choice is too old to be understood. Use the newest message, or the menu of the card.';

/** The buttons and menus whose value is a command: each runs it as if the person had typed it in the channel. */
export function chosenCommands(subcommands: readonly Subcommand[]): readonly Pressable[] {
  return Object.values(CHOICE_IDS).map((id) => runsCommand(id, subcommands));
}

/**
 * Runs the command that was chosen under an action id. The first words to the person acknowledge it, as they do for a typed
 * command; they stand beside the message with the choice.
 */
export function runsCommand(id: string, subcommands: readonly Subcommand[]): Pressable {
  return {
    id,
    receive: async (coPilot, received) => {
      const respond = respondBeside(received);
      const tell = (text: string) => respond({ text, response_type: 'ephemeral' });
      await reportFault(coPilot.log, id, tell, () => run(coPilot, received, subcommands, respond));
      await received.ack();
    },
  };
}

type RespondBeside = (message: Parameters<ReceivedPress['respond']>[0]) => Promise<void>;

function respondBeside(received: ReceivedPress): RespondBeside {
  return async (message) => {
    const said = typeof message === 'string' ? { text: message } : message;
    await received.respond({ ...said, replace_original: false, ...placeOf(received.body) });
    await received.ack();
  };
}

async function run(
  coPilot: CoPilot,
  { action, body, client }: ReceivedPress,
  subcommands: readonly Subcommand[],
  respond: RespondBeside,
): Promise<void> {
  const read = Chosen.safeParse(action);
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(read.success ? read.data : '') ?? [];
  const subcommand = subcommands.find((known) => known.word === word);
  if (subcommand === undefined) return respond({ text: TOO_OLD, response_type: 'ephemeral' });
  const command = {
    ...{ user_id: body.user.id, trigger_id: body.trigger_id, text: `${word} ${rest}` },
    ...{ channel_id: body.channel?.id ?? '', channel_name: body.channel?.name ?? '' },
  };
  await subcommand.run({ coPilot, command, rest: rest.trim(), respond, client, isChosen: true });
}
