import type { Subcommand } from '#features/feature.ts';
import type { RunChosen } from '#features/pressable.ts';

const TOO_OLD = 'This choice is too old to be understood. Use the newest message, or the menu of the card.';

/** Runs a chosen command as if the person had typed it in the channel of the message. */
export function runChosenOf(subcommands: readonly Subcommand[]): RunChosen {
  return async (coPilot, { body, client }, { text, respond }) => {
    const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
    const subcommand = subcommands.find((known) => known.word === word);
    if (subcommand === undefined) return respond({ text: TOO_OLD, response_type: 'ephemeral' });
    const command = {
      ...{ user_id: body.user.id, trigger_id: body.trigger_id, text },
      ...{ channel_id: body.channel?.id ?? '', channel_name: body.channel?.name ?? '' },
    };
    await subcommand.run({ coPilot, command, rest: rest.trim(), respond, client, isChosen: true });
  };
}
