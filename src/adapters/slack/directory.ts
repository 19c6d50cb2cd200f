import { setTimeout } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Directory } from '#ports/chat-directory.ts';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { attempt } from './attempt.ts';
import { slackFault } from './fault-kinds.ts';
import { keeping } from './keeping.ts';
import { listChannels, listMembers, listPeople, type Member } from './listed.ts';

/** How long an answer is used: a person who is an admin no more can set the bot up for no longer. */
const KEPT = 2 * MINUTE;
/** A form waits for the answer, and Slack gives three seconds for all of it; milliseconds. */
const PATIENCE = 1_000;

/** Asks Slack for what it knows of the workspace, and keeps the answers for two minutes. */
export function createDirectory(client: WebClient, clock: Clock): Directory {
  const admins = keeping(clock, KEPT, (user) => askAdmin(client, user));
  const groups = keeping(clock, KEPT, () => askGroups(client));
  const people = keeping(clock, KEPT, () => listPeople(client));
  const channels = keeping(clock, KEPT, () => listChannels(client));
  return {
    isWorkspaceAdmin: (user) => inTime(admins(user)),
    userGroups: () => inTime(groups('')),
    people: () => inTime(people('')),
    channels: () => inTime(channels('')),
    workspaceAdmins: () => attempt(() => askAdmins(client)),
  };
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
  return (await listMembers(client)).filter(isAdmin).flatMap(({ id }) => id ?? []);
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
