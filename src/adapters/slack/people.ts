import { AUTHORITY, type Role } from '#domain/actor.ts';
import type { People } from '#ports/people.ts';
import type { PeopleStore } from '#ports/people-store.ts';
import { shortId } from '#shared/ids.ts';
import { isUserGroup, type MembersOf } from './user-groups.ts';

/** So begins the key of a person who is no Slack user and has a name only. */
export const NAMED = 'name:';

/** So begins the key of an address or a number that stood among words of people. */
const CONTACT = 'contact:';

/** The key of a contact, whichever way it is written: letters are small, and a number has digits alone. */
function contactKey(contact: string): string {
  return `${CONTACT}${contact.includes('@') ? contact.toLowerCase() : contact.replace(/[^A-Za-z0-9]/g, '').toUpperCase()}`;
}

/** Roles by the ids of Slack users and user groups, as the settings say now. */
export interface RoleTable {
  readonly approvers: readonly string[];
  readonly admins: readonly string[];
}

/** People by Slack user id: pseudonyms from the store, roles from the settings, and from Slack who is in a user group. */
export function createSlackPeople(store: PeopleStore, roles: () => RoleTable, membersOf: MembersOf): People {
  const pseudonymOf = (user: string) => store.pseudonymOf(user, `p_${shortId(12)}`);
  const holdersOf = async (ids: readonly string[]) => {
    const named = ids.filter((id) => !isUserGroup(id));
    const members = await Promise.all(ids.filter(isUserGroup).map(membersOf));
    const known = await Promise.all(named.map((user) => store.knownPseudonymOf(user)));
    // The settings gave pseudonyms to those that they name; members of a group get theirs when they are to be called.
    const called = await Promise.all(members.flat().map(pseudonymOf));
    return [...new Set([...known.filter((person) => person !== null), ...called])];
  };
  return {
    actorOf: async (user) => {
      const held = roles();
      const person = await pseudonymOf(user);
      const actor = { person, roles: await rolesOf(held, user, membersOf), authority: AUTHORITY };
      return actor.roles.includes('approver')
        ? { ...actor, approvers: await holdersOf(held.approvers) }
        : actor;
    },
    knownAs: (user) => store.knownPseudonymOf(user),
    approvers: () => holdersOf(roles().approvers),
    holdersOf,
    pseudonymOfName: (name) => pseudonymOf(`${NAMED}${name}`),
    contactKey,
    pseudonymOfContact: (contact) => pseudonymOf(contactKey(contact)),
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

async function rolesOf(
  { approvers, admins }: RoleTable,
  user: string,
  membersOf: MembersOf,
): Promise<readonly Role[]> {
  const [isApprover, isAdmin] = await Promise.all([
    isAmong(approvers, user, membersOf),
    isAmong(admins, user, membersOf),
  ]);
  return [...(isApprover ? (['approver'] as const) : []), ...(isAdmin ? (['admin'] as const) : [])];
}

/** Slack is asked only about a person whom the settings do not name. */
async function isAmong(ids: readonly string[], user: string, membersOf: MembersOf): Promise<boolean> {
  if (ids.includes(user)) return true;
  const members = await Promise.all(ids.filter(isUserGroup).map(membersOf));
  return members.some((users) => users.includes(user));
}
