/** One permission of the bot token, as `manifest.yml` asks for it; `test/manifest.test.ts` compares the two. */
export interface SlackScope {
  readonly scope: string;
  /** False if the bot works without it, with less. */
  readonly isNeeded: boolean;
}

const needed = (scope: string): SlackScope => ({ scope, isNeeded: true });
const useful = (scope: string): SlackScope => ({ scope, isNeeded: false });

/** Every scope that the bot uses. */
export const SLACK_SCOPES: readonly SlackScope[] = [
  useful('app_mentions:read'),
  useful('assistant:write'),
  needed('channels:history'),
  useful('channels:join'),
  useful('channels:read'),
  needed('chat:write'),
  useful('chat:write.public'),
  needed('commands'),
  useful('dnd:read'),
  useful('files:write'),
  needed('groups:history'),
  useful('groups:read'),
  useful('im:history'),
  useful('usergroups:read'),
  useful('users:read'),
];
