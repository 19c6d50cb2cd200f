import type { WebClient } from '@slack/web-api';
import { type Clock, HOUR } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { attempt } from './attempt.ts';

/** How long a name is kept: people change theirs rarely. */
const KEPT = HOUR;
/** How many are kept; then all are asked for anew. */
const MOST_KEPT = 1_000;

/** The name under which a Slack user shows in the workspace, in plain text; null if Slack does not tell. */
export type DisplayNameOf = (user: string) => Promise<string | null>;

/** Asks Slack for the names of people, and keeps each for an hour. A fault is logged and gives no name. */
export function createDisplayNames(client: WebClient, clock: Clock, log: Logger): DisplayNameOf {
  const known = new Map<string, { readonly name: string; readonly until: number }>();
  return async (user) => {
    const now = clock.now();
    const kept = known.get(user);
    if (kept !== undefined && now < kept.until) return kept.name;
    try {
      const { user: found } = await attempt(() => client.users.info({ user }));
      const name = [found?.profile?.display_name, found?.real_name, found?.name].find(
        (one) => (one ?? '') !== '',
      );
      if (name === undefined) return null;
      if (known.size >= MOST_KEPT) known.clear();
      known.set(user, { name, until: now + KEPT });
      return name;
    } catch (thrown) {
      log.warn('slack does not tell the name of a person', { code: toAppError(thrown).code });
      return null;
    }
  };
}
