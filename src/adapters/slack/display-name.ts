import type { WebClient } from '@slack/web-api';
import { type Clock, HOUR } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { keeping } from './keeping.ts';

/** The name under which a Slack user shows in the workspace, in plain text; null if Slack does not tell. */
export type DisplayNameOf = (user: string) => Promise<string | null>;

/** Asks Slack for the names of people, and keeps each for an hour: people change theirs rarely. A fault is logged and gives no name. */
export function createDisplayNames(client: WebClient, clock: Clock, log: Logger): DisplayNameOf {
  const nameOf = keeping(clock, HOUR, (user) => askName(client, user));
  return async (user) => {
    try {
      return await nameOf(user);
    } catch (thrown) {
      log.warn('slack does not tell the name of a person', { code: toAppError(thrown).code });
      return null;
    }
  };
}

async function askName(client: WebClient, user: string): Promise<string | null> {
  const { user: found } = await client.users.info({ user });
  return (
    [found?.profile?.display_name, found?.real_name, found?.name].find((one) => (one ?? '') !== '') ?? null
  );
}
