import { AUTHORITY, type Role } from '#domain/actor.ts';
import type { People } from '#ports/people.ts';
import type { PeopleStore } from '#ports/people-store.ts';
import { shortId } from '#shared/ids.ts';

/** So begins the key of a person who is no Slack user and has a name only. */
export const NAMED = 'name:';

/** Roles by Slack user id, as the settings say now. */
export interface RoleTable {
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
}

/** People by Slack user id: pseudonyms from the store, roles from the settings. */
export function createSlackPeople(store: PeopleStore, roles: () => RoleTable): People {
  const pseudonymOf = (user: string) => store.pseudonymOf(user, `p_${shortId(12)}`);
  return {
    actorOf: async (user) => {
      const person = await pseudonymOf(user);
      const held = roles();
      const actor = { person, roles: rolesOf(held, user), authority: AUTHORITY };
      if (!held.approvers.includes(user)) return actor;
      const known = await Promise.all(held.approvers.map((one) => store.knownPseudonymOf(one)));
      return { ...actor, approvers: known.filter((one) => one !== null) };
    },
    knownAs: (user) => store.knownPseudonymOf(user),
    pseudonymOfName: (name) => pseudonymOf(`${NAMED}${name}`),
    userOf: (pseudonym) => store.slackUserOf(pseudonym),
    pseudonymise: async (text) => {
      let result = text;
      for (const [whole, user] of text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)) {
        if (user !== undefined) result = result.replaceAll(whole, `<@${await pseudonymOf(user)}>`);
      }
      return result;
    },
  };
}

function rolesOf(roles: RoleTable, user: string): readonly Role[] {
  return [
    ...(roles.approvers.includes(user) ? (['approver'] as const) : []),
    ...(roles.admins.includes(user) ? (['admin'] as const) : []),
  ];
}
