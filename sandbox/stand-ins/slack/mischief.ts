import type { Desk } from './desk.ts';
import { findMessage, removeMessage } from './messages.ts';
import type { SlackChannel, SlackUser } from './state.ts';

/** What admins and members of a workspace do to the messages of a bot and to its channels. Ids or names. */
export interface Mischief {
  /** Deletes any message, the bot's own too. */
  readonly deleteMessage: (channel: string, ts: string) => void;
  readonly archiveChannel: (channel: string) => void;
  readonly unarchiveChannel: (channel: string) => void;
  readonly renameChannel: (channel: string, name: string) => void;
  readonly makePrivate: (channel: string) => void;
  readonly removeBot: (channel: string) => void;
  readonly inviteBot: (channel: string) => void;
  /** From now on no message can be edited that is older than so many milliseconds; null takes that back. */
  readonly limitEdits: (milliseconds: number | null) => void;
  /** The person is there no more. A message to them is taken all the same. */
  readonly deactivate: (user: string) => void;
}

/** The mischief of one workspace. */
export function mischief(desk: Desk): Mischief {
  const change = (name: string, part: Partial<SlackChannel>) => {
    const channel = channelOf(desk, name);
    desk.state.channels[channel.id] = { ...channel, ...part };
  };
  const others = (name: string) =>
    channelOf(desk, name).members.filter((one) => one !== desk.state.app.botUser);
  return {
    deleteMessage: (channel, ts) => {
      const found = findMessage(desk, channelOf(desk, channel).id, ts);
      if (found === undefined) throw new Error(`there is no message ${ts} in ${channel}`);
      removeMessage(desk, found);
    },
    archiveChannel: (channel) => change(channel, { isArchived: true }),
    unarchiveChannel: (channel) => change(channel, { isArchived: false }),
    renameChannel: (channel, name) => change(channel, { name }),
    makePrivate: (channel) => change(channel, { isPrivate: true }),
    removeBot: (channel) => change(channel, { members: others(channel) }),
    inviteBot: (channel) => change(channel, { members: [...others(channel), desk.state.app.botUser] }),
    limitEdits: (milliseconds) => {
      desk.state.editWindow = milliseconds;
    },
    deactivate: (user) => {
      const person = personOf(desk, user);
      desk.state.users[person.id] = { ...person, isDeactivated: true };
    },
  };
}

function channelOf({ state }: Desk, name: string): SlackChannel {
  const found = state.channels[name] ?? Object.values(state.channels).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no channel is called ${name}`);
  return found;
}

function personOf({ state }: Desk, name: string): SlackUser {
  const found = state.users[name] ?? Object.values(state.users).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no person is called ${name}`);
  return found;
}
