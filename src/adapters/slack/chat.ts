import { limits } from '#block-kit/limits.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { truncateBytes } from '#block-kit/text.ts';
import type { Chat, Place, PostOnce } from '#ports/chat.ts';
import type { Clock } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';
import { openAnswer, showStopped } from './answer.ts';
import { attempt } from './attempt.ts';
import { createDirectory } from './directory.ts';
import { createDisplayNames } from './display-name.ts';
import { toSlackError } from './errors.ts';
import { slackFault } from './fault-kinds.ts';
import { findMessage } from './find-message.ts';
import { findPosted, MESSAGE_EVENT } from './find-posted.ts';
import { hoursOf } from './hours.ts';
import { withMentions } from './mentions.ts';
import type { Pace } from './pace.ts';
import { NAMED } from './people.ts';
import { placeOf } from './place-of.ts';
import { publishHome } from './publish-home.ts';
import { sendPlainer, withoutLostFiles } from './send-plainer.ts';
import { shareFile, type UploadOptions, uploadFile } from './upload.ts';
import { createWhoReads } from './who-reads.ts';

export interface SlackChatOptions extends UploadOptions {
  readonly userOf: (pseudonym: string) => Promise<string | null>;
  readonly log: Logger;
  readonly pace: Pace;
  /** The bot's clock, which may differ from Slack's. */
  readonly clock: Clock;
}

/** Addresses of messages that are remembered. */
const LINKS = 5_000;

/** Chat over Slack's Web API. A message is posted once per key, which it carries as metadata. */
export function createSlackChat(options: SlackChatOptions): Chat {
  const { client } = options;
  // The address of a message never changes, and a list that is shown again and again asks for the same ones.
  const links = new Map<string, string>();
  const nameOf = createDisplayNames(client, options.clock, options.log);
  const update: Chat['update'] = async (channel, ts, message, pictures) => {
    const named = await nameAndCut(message, options);
    const change = (blocks: Pick<ChatMessage, 'blocks'>) =>
      client.chat.update({ channel, ts, text: named.text, ...blocks });
    await sendPlainer(options.log, { named, of: { channel, ts } }, (blocks) =>
      pictures === 'new' ? change(blocks) : withoutLostFiles(blocks, change),
    );
  };
  return {
    ...createWhoReads(client, options.clock),
    ...createDirectory(client, options.clock),
    post: async (place, message, once) => {
      const named = await nameAndCut(message, options);
      if (once.mayExist) {
        const age = options.clock.now() - once.since;
        const earlier = await attempt(() => findPosted(client, place, { key: once.key, age }));
        if (earlier !== null) return { ts: earlier };
      }
      return send(options, addressOf(place), named, once);
    },
    tell: async (person, message, once) => {
      const user = await options.userOf(person);
      if (user === null) return null;
      return send(options, { channel: user }, await nameAndCut(message, options), once);
    },
    hoursOf: async (person, now) => {
      const user = await options.userOf(person);
      return user === null || user.startsWith(NAMED) ? null : hoursOf(options, user, now);
    },
    displayNameOf: async (person) => {
      const user = await options.userOf(person);
      return user === null || user.startsWith(NAMED) ? null : nameOf(user);
    },
    named: (message) => withMentions(message, options.userOf),
    placeOf: (channel, name) => placeOf(options, channel, name),
    linkTo: async (channel, ts) => {
      const message = `${channel}:${ts}`;
      const found = links.get(message) ?? (await linkTo(options, channel, ts));
      if (links.size >= LINKS) links.clear();
      if (found !== null) links.set(message, found);
      return found;
    },
    find: (thread, ts) => findMessage(client, thread, ts),
    update,
    answer: (place, asker, task, once) =>
      openAnswer(
        options,
        { place, asker, task, key: once.key },
        {
          post: async (message) => send(options, addressOf(place), await nameAndCut(message, options), once),
          replace: (ts, message) => update(place.channel, ts, message),
        },
      ),
    showHome: (user, parts, over) => publishHome(options, user, parts, over),
    stopped: (place, answers, text) => showStopped(options, place, answers, text),
    upload: (file) => uploadFile(options, file),
    share: async (place, file, comment, once) => {
      const named = await nameAndCut({ text: comment, blocks: [] }, options);
      await options.pace(place.channel);
      return shareFile(options, place, { file, comment: named.text, once });
    },
  };
}

/** The place of a message as Slack takes it. */
interface Address {
  readonly channel: string;
  readonly thread_ts?: string;
  /** It is sent into the channel, too. */
  readonly isBroadcast?: boolean;
}

function addressOf({ channel, threadTs, inChannel }: Place): Address {
  return threadTs === null ? { channel } : { channel, thread_ts: threadTs, isBroadcast: inChannel === true };
}

async function send(
  options: SlackChatOptions,
  { isBroadcast = false, ...where }: Address,
  message: ChatMessage,
  once: PostOnce,
): Promise<{ ts: string; channel: string }> {
  const common = {
    ...where,
    text: message.text,
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
    metadata: { event_type: MESSAGE_EVENT, event_payload: { key: once.key } },
  };
  await options.pace(where.channel);
  await once.confirm?.();
  const answer = await sendPlainer(options.log, { named: message, of: { key: once.key } }, (blocks) =>
    where.thread_ts !== undefined && isBroadcast
      ? options.client.chat.postMessage({
          ...{ ...common, ...blocks },
          ...{ thread_ts: where.thread_ts, reply_broadcast: true },
        })
      : options.client.chat.postMessage({ ...common, ...blocks }),
  );
  const posted = timestampOf(answer, where.channel);
  if (where.thread_ts !== undefined && answer.message?.thread_ts === undefined)
    await takeBack(options, where.channel, posted.ts);
  return posted;
}

/**
 * A reply to a message that was deleted is no error to Slack: it comes into the channel, and only its answer names no
 * thread. It is taken away again. Throws `slack.thread-gone`.
 */
async function takeBack({ client, log }: SlackChatOptions, channel: string, ts: string): Promise<never> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (thrown) {
    log.warn('a reply without its thread stays in the channel', {
      channel,
      ts,
      code: toSlackError(thrown).code,
    });
  }
  throw slackFault('thread-gone', 'The message at the top of the thread was deleted.');
}

/** A link is a convenience: what asks for it must not fail if Slack does. */
async function linkTo(
  { client, log }: SlackChatOptions,
  channel: string,
  ts: string,
): Promise<string | null> {
  try {
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    return permalink ?? null;
  } catch (thrown) {
    log.warn('slack gave no link to a message', { channel, ts, code: toSlackError(thrown).code });
    return null;
  }
}

/** Handles are longer than pseudonyms, so the text is cut again once they are in. */
async function nameAndCut(message: ChatMessage, { userOf }: SlackChatOptions): Promise<ChatMessage> {
  const named = await withMentions(message, userOf);
  return { ...named, text: truncateBytes(named.text, limits.message.editedTextBytes) };
}

function timestampOf(
  response: { ts?: string | undefined; channel?: string | undefined },
  channel: string,
): { ts: string; channel: string } {
  if (response.ts === undefined) {
    throw slackFault('no-timestamp', 'Slack answered without a message id.');
  }
  // A direct message is sent to a person, and stands in a channel of its own.
  return { ts: response.ts, channel: response.channel ?? channel };
}
