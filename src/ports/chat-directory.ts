/** What the chat service knows of the people of the workspace. All throw its fault. */
export interface Directory {
  /** Whether a chat user administers the workspace itself. */
  readonly isWorkspaceAdmin: (user: string) => Promise<boolean>;
  /** Chat users who administer the workspace; of a large one, those among its first 2,000 people. */
  readonly workspaceAdmins: () => Promise<readonly string[]>;
  /** The groups that people may be named by, at least by id. */
  readonly userGroups: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
}
