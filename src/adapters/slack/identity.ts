import type { WebClient } from '@slack/web-api';
import { attempt } from './attempt.ts';
import { slackFault } from './fault-kinds.ts';

/** Who the bot is in Slack, and in which workspace. */
export interface SlackIdentity {
  readonly botId: string | null;
  readonly botUserId: string | null;
  /** Id of the workspace that the app is installed in (`T…`). */
  readonly team: string;
  /** Id of the Enterprise Grid organisation that the workspace is part of (`E…`); null if it is part of none. */
  readonly enterprise: string | null;
  /** The app is installed for the whole organisation. */
  readonly isOrgWide: boolean;
}

/**
 * Asks Slack who the bot is, and remembers the answer: callers at the same time share one question, a fault is asked anew. Throws
 * Slack's fault, or `slack.no-team` if the answer names no workspace.
 */
export function createIdentity(client: WebClient): () => Promise<SlackIdentity> {
  let asked: Promise<SlackIdentity> | null = null;
  return () => {
    asked ??= identityOf(client).catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
    return asked;
  };
}

async function identityOf(client: WebClient): Promise<SlackIdentity> {
  const told = await attempt(() => client.auth.test());
  if (told.team_id === undefined) throw slackFault('no-team', 'Slack did not say which workspace it is.');
  return {
    botId: told.bot_id ?? null,
    botUserId: told.user_id ?? null,
    team: told.team_id,
    enterprise: told.enterprise_id ?? null,
    isOrgWide: told.is_enterprise_install === true,
  };
}
