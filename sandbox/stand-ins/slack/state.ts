import type { Fields } from './fields.ts';

/** A person or a bot of the workspace. */
export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly isBot: boolean;
  readonly isAdmin: boolean;
  /** Their time zone by its IANA name; UTC if left out. */
  readonly tz?: string;
  /** Do not disturb, from and until, seconds since 1970; never if left out. */
  readonly quiet?: { readonly from: number; readonly until: number };
  /** Invited into single channels of the workspace. */
  readonly isGuest?: boolean;
  /** Deactivated by an admin. */
  readonly isDeactivated: boolean;
  /** The workspace of another company that they belong to (Slack Connect); this one if left out. */
  readonly teamId?: string;
}

/** A channel, a private channel or (with `user`) a direct message. */
export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  /** Shared with another company (Slack Connect). */
  readonly isShared?: boolean;
  readonly user: string | null;
  readonly members: readonly string[];
}

/** A group of people that can be mentioned or hold a role. */
export interface SlackUserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

/** One message as Slack tells it; `ts` is its name within the channel. */
export interface SlackMessage {
  readonly type: 'message';
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Fields[];
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly thread_ts?: string;
  readonly metadata?: Fields;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reactions?: readonly SlackReaction[];
  readonly files?: readonly Fields[];
  readonly subtype?: string;
  /** What is left of a deleted message that has replies. */
  readonly hidden?: true;
  readonly streaming?: SlackStreamState;
}

/** One emoji under a message, and who put it there. */
export interface SlackReaction {
  readonly name: string;
  readonly users: readonly string[];
}

/** The states of an agent's session; Slack shows Stop in the second. */
export type SlackSessionStatus = 'active' | 'processing' | 'suspended' | 'closed';

/** What a streamed message has received so far. */
export interface SlackStreamState {
  readonly isOpen: boolean;
  /** A person pressed Stop. */
  readonly isStopped?: true;
  readonly markdown: string;
  readonly planTitle: string | null;
  readonly asPlan: boolean;
  readonly tasks: readonly Fields[];
  readonly blocks: readonly Fields[];
}

/** A message that one person alone sees. */
export interface SlackEphemeral {
  readonly type: 'ephemeral';
  readonly channel: string;
  readonly ts: string;
  readonly to: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Fields[];
  readonly thread_ts?: string;
  /** Id of the response address of the act that it answers; Slack does not show it; it is for tests of a bot. */
  readonly came_through?: string;
}

/** A modal or a Home as Slack tells it to the bot. */
export interface SlackView {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly team_id: string;
  readonly app_id: string;
  readonly bot_id: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly title: Fields | null;
  readonly submit: Fields | null;
  readonly close: Fields | null;
  readonly blocks: readonly Fields[];
  readonly private_metadata: string;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly hash: string;
  readonly state: { readonly values: ViewValues };
}

/** What has been typed or chosen, by block and action. */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, Fields>>>>;

/** Leave to open a modal: one use, three seconds. */
export interface SlackTrigger {
  readonly user: string;
  readonly expiresAt: number;
  readonly isUsed: boolean;
  readonly viewId: string | null;
}

/** Leave to answer an interaction by plain HTTP: five uses, thirty minutes. */
export interface SlackResponseUrl {
  readonly user: string;
  readonly channel: string;
  readonly expiresAt: number;
  readonly usesLeft: number;
  readonly messageTs: string | null;
  readonly threadTs: string | null;
  readonly isEphemeral: boolean;
}

/** A file; `bytes` in base64, null until they have been uploaded. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string;
  readonly mimetype: string;
  readonly bytes: string | null;
  /** As it was announced, in bytes. */
  readonly length: number;
  readonly isComplete: boolean;
  /** Messages with it that are still refused, because Slack has not looked through it. */
  readonly refusals: number;
  readonly created: number;
  readonly shares: readonly {
    readonly channel: string;
    readonly ts: string;
    readonly thread_ts: string | null;
  }[];
}

/** The whole workspace as plain JSON: it can be written down and brought back. */
export interface SlackState {
  readonly team: { readonly id: string; readonly domain: string; readonly name: string };
  readonly app: {
    readonly id: string;
    readonly botId: string;
    readonly botUser: string;
    /** Of the scopes that the app was installed with, those that change what it may do here. */
    readonly scopes: readonly string[];
    /** The events that the app is subscribed to, as a manifest names them; null for all. */
    readonly events: readonly string[] | null;
  };
  users: Record<string, SlackUser>;
  userGroups: Record<string, SlackUserGroup>;
  channels: Record<string, SlackChannel>;
  messages: SlackMessage[];
  ephemerals: SlackEphemeral[];
  modals: { readonly user: string; readonly view: SlackView }[];
  homes: Record<string, SlackView>;
  selections: Record<string, ViewValues>;
  triggers: Record<string, SlackTrigger>;
  responseUrls: Record<string, SlackResponseUrl>;
  files: Record<string, SlackFile>;
  /** What an agent's session is doing, by channel and thread. */
  sessions: Record<string, SlackSessionStatus>;
  /** For files that are announced from now on: how many messages with them are refused at first. */
  fileRefusals: number;
  /** Milliseconds after which the workspace lets no message be edited; null if it always does. */
  editWindow: number | null;
  counter: number;
}
