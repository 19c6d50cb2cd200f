import type { WebClient } from '@slack/web-api';
import { type Clock, MINUTE } from '#shared/clock.ts';
import { slackErrorName } from './errors.ts';
import { slackFault } from './fault-kinds.ts';
import { createIdentity, type SlackIdentity } from './identity.ts';
import { keeping } from './keeping.ts';

/** Who may read a conversation, as Slack says. All throw Slack's fault, or `slack.unreachable` after a second. */
export interface WhoReads {
  /** True if every member of the workspace can read it; guests read it only if they are in it. */
  readonly isPublic: (channel: string) => Promise<boolean>;
  /** Whether people of another company are in it (Slack Connect), or are invited. */
  readonly isShared: (channel: string) => Promise<boolean>;
  /** Whether a chat user is a guest of the workspace. */
  readonly isGuest: (user: string) => Promise<boolean>;
  /** Whether a chat user belongs to another workspace, or to another organisation if ours is one. */
  readonly isForeign: (user: string) => Promise<boolean>;
  /** The name of a channel; null if it has none, or if Slack hides it. */
  readonly channelNameOf: (channel: string) => Promise<string | null>;
  /** Whether a chat user was deactivated, or is a bot. */
  readonly isGone: (user: string) => Promise<boolean>;
  /** Whether a chat user is in it. */
  readonly hasMember: (channel: string, user: string) => Promise<boolean>;
}

/** How long an answer is used: a channel that becomes private is read as a public one for no longer. */
const KEPT = 2 * MINUTE;
/** A person waits for the answer, and Slack gives three seconds for all of it; milliseconds. */
const PATIENCE = 1_000;
/** Members a question; Slack takes fewer than a thousand. */
const PAGE = 500;

/** Asks Slack who may read, and keeps the answers for two minutes. */
export function createWhoReads(client: WebClient, clock: Clock): WhoReads {
  const places = keeping(clock, KEPT, (channel) => askPlace(client, channel));
  // Kept apart, so that a question at a submission does not settle for how long old words on who reads count.
  const shared = keeping(clock, KEPT, (channel) => askPlace(client, channel));
  const persons = keeping(clock, KEPT, (user) => askPerson(client, user));
  const identity = createIdentity(client);
  const foreign = keeping(clock, KEPT, (user) => askForeign(client, identity, user));
  const members = keeping(clock, KEPT, (channel) => askMembers(client, channel));
  return {
    isPublic: async (channel) => !channel.startsWith('D') && (await inTime(places(channel))).isPublic,
    isShared: async (channel) => (await inTime(shared(channel))).isShared,
    isGuest: async (user) => (await inTime(persons(user))).isGuest,
    isGone: async (user) => (await inTime(persons(user))).isGone,
    isForeign: (user) => inTime(foreign(user)),
    channelNameOf: async (channel) => (await inTime(places(channel))).name,
    hasMember: async (channel, user) => (await inTime(members(channel))).has(user),
  };
}

async function askPlace(client: WebClient, channel: string) {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    return {
      isPublic: found?.is_private === false && found.is_im !== true && found.is_mpim !== true,
      isShared: found?.is_ext_shared === true || found?.is_pending_ext_shared === true,
      name: found?.name ?? null,
    };
  } catch (thrown) {
    // Slack hides a private channel from those who are not in it.
    if (slackErrorName(thrown) === 'channel_not_found')
      return { isPublic: false, isShared: false, name: null };
    throw thrown;
  }
}

/** Slack calls guests of several channels restricted, and those of a single one ultra-restricted as well. */
async function askPerson(client: WebClient, user: string) {
  const { user: found } = await client.users.info({ user });
  return {
    isGuest: found?.is_restricted === true || found?.is_ultra_restricted === true,
    isGone: found?.deleted === true || found?.is_bot === true,
  };
}

async function askForeign(
  client: WebClient,
  identity: () => Promise<SlackIdentity>,
  user: string,
): Promise<boolean> {
  const [own, { user: found }] = await Promise.all([identity(), client.users.info({ user })]);
  const organisation = found?.enterprise_user?.enterprise_id;
  return found?.team_id !== own.team && (own.enterprise === null || organisation !== own.enterprise);
}

async function askMembers(client: WebClient, channel: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let cursor = '';
  do {
    const from = cursor === '' ? {} : { cursor };
    const page = await client.conversations.members({ channel, limit: PAGE, ...from });
    for (const user of page.members ?? []) found.add(user);
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return found;
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  // Nearly all answers are at hand, and a timer that is aborted makes an error each time.
  const timer = setTimeout(
    () => late.reject(slackFault('unreachable', 'Slack did not say in time who may read the channel.')),
    PATIENCE,
  );
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
