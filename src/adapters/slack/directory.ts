import { setTimeout } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Directory } from '#ports/chat-directory.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { attempt } from './attempt.ts';
import { slackFault } from './fault-kinds.ts';
import { keeping } from './keeping.ts';

/** How long an answer is used: a person who is an admin no more can set the bot up for no longer. */
const KEPT = 2 * MINUTE;
/** A form waits for the answer, and Slack gives three seconds for all of it; milliseconds. */
const PATIENCE = 1_000;
/** People a question, and questions: the first start asks once, and a large workspace must not hold it up. */
const PAGE = 200;
const PAGES = 10;

/** Asks Slack for what it knows of the workspace, and keeps the answers for two minutes. */
export function createDirectory(client: WebClient, clock: Clock): Directory {
  const admins = keeping(clock, KEPT, (user) => askAdmin(client, user));
  const groups = keeping(clock, KEPT, () => askGroups(client));
  return {
    isWorkspaceAdmin: (user) => inTime(admins(user)),
    userGroups: () => inTime(groups('')),
    workspaceAdmins: () => attempt(() => askAdmins(client)),
  };
}

interface Member {
  readonly id?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_stranger?: boolean;
}

async function askAdmin(client: WebClient, user: string): Promise<boolean> {
  const { user: found } = await client.users.info({ user });
  return found !== undefined && isAdmin(found);
}

/** Slack calls a person of another company a stranger, whose roles are those of their own workspace. */
function isAdmin(user: Member): boolean {
  const isOurs = user.deleted !== true && user.is_bot !== true && user.is_stranger !== true;
  return isOurs && (user.is_admin === true || user.is_owner === true);
}

async function askAdmins(client: WebClient): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor = '';
  for (let page = 0; page < PAGES; page += 1) {
    const { members = [], response_metadata: more } = await client.users.list({
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    found.push(...members.filter(isAdmin).flatMap(({ id }) => id ?? []));
    cursor = more?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return found;
}

async function askGroups(client: WebClient) {
  const { usergroups = [] } = await client.usergroups.list({});
  return usergroups.flatMap(({ id, name, handle }) =>
    id === undefined ? [] : [{ id, name: name ?? handle ?? id }],
  );
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const stop = new AbortController();
  const late = setTimeout(PATIENCE, null, { signal: stop.signal }).then(() => {
    throw slackFault('unreachable', 'Slack did not say in time who is in the workspace.');
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    stop.abort();
    late.catch(() => {});
  }
}
