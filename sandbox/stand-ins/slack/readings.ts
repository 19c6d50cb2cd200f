import type { Desk } from './desk.ts';
import { threadOf } from './messages.ts';
import type { SlackEphemeral, SlackFile, SlackMessage, SlackView } from './state.ts';
import { stackOf } from './views.ts';

/** What can be read of the workspace. Everything told is a copy: what is done to it changes nothing. */
export interface Readings {
  /** A channel's messages by id or name, oldest first, replies left out. */
  readonly messages: (channel: string) => readonly SlackMessage[];
  /** A thread, the parent first. */
  readonly thread: (channel: string, ts: string) => readonly SlackMessage[];
  readonly ephemerals: (userIdOrName: string) => readonly SlackEphemeral[];
  readonly home: (userIdOrName: string) => SlackView | undefined;
  /** A person's modals, the one on top last. */
  readonly openViews: (userIdOrName: string) => readonly SlackView[];
  readonly file: (id: string) => SlackFile | undefined;
  readonly channelId: (name: string) => string;
  readonly userId: (name: string) => string;
}

/** The readings of one workspace. */
export function readings(desk: Desk): Readings {
  const userId = (name: string) => idOf(desk.state.users, name);
  const channelId = (name: string) => idOf(desk.state.channels, name.replace(/^#/u, ''));
  return {
    userId,
    channelId,
    messages: (channel) => {
      const id = channelId(channel);
      return structuredClone(desk.state.messages.filter((one) => one.channel === id && isAtTop(one)));
    },
    thread: (channel, ts) => structuredClone(threadOf(desk, channelId(channel), ts)),
    ephemerals: (user) => {
      const id = userId(user);
      return structuredClone(desk.state.ephemerals.filter((one) => one.to === id));
    },
    home: (user) => structuredClone(desk.state.homes[userId(user)]),
    openViews: (user) => structuredClone(stackOf(desk, userId(user))),
    file: (id) => structuredClone(desk.state.files[id]),
  };
}

function isAtTop(message: SlackMessage): boolean {
  return message.thread_ts === undefined || message.subtype === 'thread_broadcast';
}

function idOf(
  things: Readonly<Record<string, { readonly id: string; readonly name: string }>>,
  name: string,
): string {
  const found = things[name] ?? Object.values(things).find((one) => one.name === name);
  if (found === undefined) throw new Error(`the workspace has no ${name}`);
  return found.id;
}
