import type { WebClient } from '@slack/web-api';
import { type Clock, HOUR, MINUTE } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { attempt } from './attempt.ts';

/** How long an answer of Slack counts: a person who left the group can act for so long at most. */
const FRESH = 5 * MINUTE;
/** If Slack does not answer, the last answer counts for so long; after that the group has no members. */
const KEPT = HOUR;

/** The people of a user group, by Slack user id; the id begins with S. Empty if Slack does not tell. */
export type MembersOf = (group: string) => Promise<readonly string[]>;

/** Whether an id of the roles is a user group's. */
export function isUserGroup(id: string): boolean {
  return id.startsWith('S');
}

/** Asks Slack who is in a user group, and keeps the answer for five minutes. A fault is logged and gives no role. */
export function createUserGroups(client: WebClient, clock: Clock, log: Logger): MembersOf {
  const known = new Map<
    string,
    { readonly users: readonly string[]; readonly at: number; readonly askedAt: number }
  >();
  return async (group) => {
    const now = clock.now();
    const last = known.get(group) ?? {
      users: [],
      at: Number.NEGATIVE_INFINITY,
      askedAt: Number.NEGATIVE_INFINITY,
    };
    if (now < last.askedAt + FRESH) return now < last.at + KEPT ? last.users : [];
    try {
      const users = await membersOf(client, group);
      known.set(group, { users, at: now, askedAt: now });
      return users;
    } catch (thrown) {
      log.warn('slack does not tell who is in a user group that has a role', {
        group,
        ...faultFields(toAppError(thrown)),
      });
      known.set(group, { ...last, askedAt: now });
      return now < last.at + KEPT ? last.users : [];
    }
  };
}

/** Who is in a user group now. Throws Slack's fault: `slack.no_such_subteam` if there is no such group. */
export async function membersOf(client: WebClient, usergroup: string): Promise<readonly string[]> {
  const { users } = await attempt(() => client.usergroups.users.list({ usergroup }));
  return users ?? [];
}
