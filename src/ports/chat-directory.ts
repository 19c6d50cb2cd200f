/** Something that people name: a person, a channel or a group. */
export interface NamedId {
  readonly id: string;
  /** Plain text, without the sign before it. */
  readonly name: string;
}

/** A channel that people name. */
export interface NamedChannel extends NamedId {
  readonly isPrivate: boolean;
}

/** What the chat service knows of the people of the workspace. All throw its fault. */
export interface Directory {
  /** Whether a chat user administers the workspace itself. */
  readonly isWorkspaceAdmin: (user: string) => Promise<boolean>;
  /** Chat users who administer the workspace; of a large one, those among its first 2,000 people. */
  readonly workspaceAdmins: () => Promise<readonly string[]>;
  /** The groups that people may be named by, at least by id. */
  readonly userGroups: () => Promise<readonly NamedId[]>;
  /** People of the workspace who can be named, by name; of a large one, those among its first 2,000. */
  readonly people: () => Promise<readonly NamedId[]>;
  /** Channels that are not archived, by name: public ones, and private ones that the bot is in; at most 2,000 are looked at. */
  readonly channels: () => Promise<readonly NamedChannel[]>;
}
