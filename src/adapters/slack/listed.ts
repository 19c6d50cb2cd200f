import type { WebClient } from '@slack/web-api';
import type { NamedChannel, NamedId } from '#ports/chat-directory.ts';

/** Entries a question, and questions at most: a large workspace must hold nothing up. */
const PAGE = 200;
const PAGES = 10;

interface Cursor {
  readonly limit: number;
  readonly cursor?: string;
}

interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly next: string | undefined;
}

/** A list of Slack's, page by page: its first 2,000 entries. */
export async function allPages<Entry>(
  ask: (cursor: Cursor) => Promise<Page<Entry>>,
): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  let cursor = '';
  for (let page = 0; page < PAGES; page += 1) {
    const { entries, next = '' } = await ask({ limit: PAGE, ...(cursor === '' ? {} : { cursor }) });
    found.push(...entries);
    cursor = next;
    if (cursor === '') break;
  }
  return found;
}

/** What Slack tells of a person in a list. */
export interface Member {
  readonly id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly profile?: { readonly display_name?: string };
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_stranger?: boolean;
}

/** Slack's own bot stands among the people, and is not marked as a bot. */
const SLACKBOT = 'USLACKBOT';

/** All people whom Slack lists, bots and former people included. */
export function listMembers(client: WebClient): Promise<readonly Member[]> {
  return allPages(async (cursor) => {
    const { members = [], response_metadata: more } = await client.users.list(cursor);
    return { entries: members, next: more?.next_cursor };
  });
}

/** The people of the workspace who can be named, by name. */
export async function listPeople(client: WebClient): Promise<readonly NamedId[]> {
  return (await listMembers(client))
    .filter(
      ({ id, deleted, is_bot: isBot, is_stranger: isStranger }) =>
        deleted !== true && isBot !== true && isStranger !== true && id !== SLACKBOT,
    )
    .flatMap(({ id, name, real_name: real, profile }) => {
      const shown = [profile?.display_name, real, name].find((one) => (one ?? '') !== '');
      return id === undefined ? [] : [{ id, name: shown ?? id }];
    })
    .toSorted(byName);
}

/** The channels that are not archived: public ones, and private ones that the bot is in. */
export async function listChannels(client: WebClient): Promise<readonly NamedChannel[]> {
  const channels = await allPages(async (cursor) => {
    const types = 'public_channel,private_channel';
    const asked = { ...cursor, types, exclude_archived: true };
    const { channels: entries = [], response_metadata: more } = await client.conversations.list(asked);
    return { entries, next: more?.next_cursor };
  });
  return channels
    .flatMap(({ id, name, is_private: isPrivate }) =>
      id === undefined ? [] : [{ id, name: name ?? id, isPrivate: isPrivate === true }],
    )
    .toSorted(byName);
}

function byName(one: NamedId, other: NamedId): number {
  return one.name.localeCompare(other.name, 'en') || (one.id < other.id ? -1 : 1);
}
