import type { SlackChannel, SlackState, SlackUser, SlackUserGroup } from './state.ts';

/** Who and what is in the workspace at the start. Ids are given out in order if they are not given. */
export interface Workspace {
  readonly users: readonly {
    readonly id?: string;
    readonly name: string;
    readonly realName?: string;
    readonly isAdmin?: boolean;
    readonly tz?: string;
  }[];
  readonly channels: readonly {
    readonly id?: string;
    readonly name: string;
    readonly isPrivate?: boolean;
    readonly isArchived?: boolean;
    /** Names or ids of people; all if not given. */
    readonly members?: readonly string[];
    /** Whether the bot is in the channel; it is unless told otherwise. */
    readonly hasBot?: boolean;
  }[];
  /** `chat:write.public` lets the bot post in channels that it has not joined; no scope by default. */
  readonly scopes?: readonly string[];
  /** The events that the app is subscribed to, as a manifest names them (`message.im`); all by default. */
  readonly events?: readonly string[];
  readonly userGroups?: readonly { readonly handle: string; readonly members: readonly string[] }[];
}

const botUser: SlackUser = {
  id: 'U0000000BOT',
  name: 'experiment_bot',
  realName: 'Experiment bot',
  isBot: true,
  isAdmin: false,
  isDeactivated: false,
};

/** The state of a workspace in which nothing has happened yet. */
export function stateOf(workspace: Workspace): SlackState {
  const people = workspace.users.map(
    (user, index): SlackUser => ({
      id: user.id ?? numbered('U', index + 1),
      name: user.name,
      realName: user.realName ?? user.name,
      isBot: false,
      isAdmin: user.isAdmin ?? false,
      ...(user.tz === undefined ? {} : { tz: user.tz }),
      isDeactivated: false,
    }),
  );
  return {
    team: { id: 'T0000000001', domain: 'sandbox', name: 'Sandbox' },
    app: {
      ...{ id: 'A0000000001', botId: 'B0000000001', botUser: botUser.id },
      ...{ scopes: workspace.scopes ?? [], events: workspace.events ?? null },
    },
    users: byId([...people, botUser]),
    userGroups: byId(groupsOf(workspace, people)),
    channels: byId(channelsOf(workspace, people)),
    messages: [],
    ephemerals: [],
    modals: [],
    homes: {},
    selections: {},
    triggers: {},
    responseUrls: {},
    files: {},
    sessions: {},
    fileRefusals: 0,
    editWindow: null,
    counter: 0,
  };
}

/** An id as Slack writes it: a letter and ten digits. */
export function numbered(letter: string, number: number): string {
  return `${letter}${String(number).padStart(10, '0')}`;
}

function channelsOf(workspace: Workspace, people: readonly SlackUser[]): SlackChannel[] {
  return workspace.channels.map((channel, index) => ({
    id: channel.id ?? numbered('C', index + 1),
    name: channel.name,
    isPrivate: channel.isPrivate ?? false,
    isArchived: channel.isArchived ?? false,
    user: null,
    members: [
      ...(channel.members === undefined ? people.map(({ id }) => id) : idsOf(channel.members, people)),
      ...(channel.hasBot === false ? [] : [botUser.id]),
    ],
  }));
}

function groupsOf(workspace: Workspace, people: readonly SlackUser[]): SlackUserGroup[] {
  return (workspace.userGroups ?? []).map((group, index) => ({
    id: numbered('S', index + 1),
    handle: group.handle,
    name: group.handle,
    users: idsOf(group.members, people),
  }));
}

function idsOf(namesOrIds: readonly string[], people: readonly SlackUser[]): string[] {
  return namesOrIds.map((one) => people.find(({ name }) => name === one)?.id ?? one);
}

function byId<Thing extends { readonly id: string }>(things: readonly Thing[]): Record<string, Thing> {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}
