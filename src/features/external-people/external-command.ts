import type { Subcommand } from '#features/feature.ts';
import { openChannel } from './open-channels.ts';

const ON =
  'From now on people of other companies in this channel may do what a member without a role may do, on the experiments of this channel. They never hold a role.';
const OFF =
  'From now on people of other companies in this channel can read its experiments and change nothing.';

/** `/experiment external on|off`: whether people of another company may act in the channel in which it is typed. */
export const externalCommand: Subcommand = {
  word: 'external',
  usage: 'on|off',
  help: 'let people of another company in this channel act on its experiments',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const typed = rest.toLowerCase();
    if (typed !== 'on' && typed !== 'off') return tell('Say how: `/experiment external on|off`.');
    const isOutsider = coPilot.sight.isExternal || (await coPilot.chat.isGuest(command.user_id));
    if (isOutsider) return tell('Only a member of this workspace may do this, and no guest.');
    const [isOpen, channel] = [typed === 'on', command.channel_id];
    const actor = await coPilot.people.actorOf(command.user_id);
    const body = { name: 'openChannel', channel, isOpen, actor, at: coPilot.clock.now() } as const;
    const isChanged = await openChannel(coPilot, body);
    await tell(isChanged ? (isOpen ? ON : OFF) : `It is ${typed} already in this channel.`);
  },
};
